using System.Globalization;
using Equipoise.Conduct.Tumors;
using Equipoise.Reports;

namespace Equipoise.Tumors;

/// <summary>Responses as one JSON document, or as tables.</summary>
internal static class RecistReport
{
    public static string Json(List<JudgedSeries> series) => JsonReport.Of(json => json
        .Objects("assessments", series.SelectMany(one => one.Series.Assessments.Select(assessment => (one, assessment))), (item, pair) => Number(Number(item
            .Text("subject", pair.one.Subject)
            .Text("evaluator", pair.one.Evaluator)
            .Text("date", Day(pair.assessment.Date)), "sum", pair.assessment.Sum), "nadir", pair.assessment.Nadir)
            .Text("target", pair.assessment.Target.Code())
            .Text("nontarget", pair.assessment.NonTarget.Code())
            .Text("newlesion", Code(pair.assessment.New))
            .Text("overall", pair.assessment.Overall.Code()))
        .Objects("best", series, (item, one) => item
            .Text("subject", one.Subject)
            .Text("evaluator", one.Evaluator)
            .Text("bor", one.Best.Response.Code())
            .Text("date", one.Best.Date is { } date ? Day(date) : null)));

    public static string Text(List<JudgedSeries> series)
    {
        var assessments = new TextTable("subject", "evaluator", "date", "sum", "nadir", "target", "nontarget", "newlesion", "overall");
        var best = new TextTable("subject", "evaluator", "best overall response", "date");
        foreach (var one in series)
        {
            foreach (var assessment in one.Series.Assessments)
                assessments.Add(one.Subject, one.Evaluator, Day(assessment.Date), Millimeters(assessment.Sum), Millimeters(assessment.Nadir), assessment.Target.Code(), assessment.NonTarget.Code(), Code(assessment.New), assessment.Overall.Code());
            best.Add(one.Subject, one.Evaluator, one.Best.Response.Code(), one.Best.Date is { } date ? Day(date) : "-");
        }

        return $"{assessments}{Environment.NewLine}{best}";
    }

    private static JsonReport Number(JsonReport json, string name, decimal? value) => value is { } number ? json.Number(name, (double)number) : json.Nothing(name);

    private static string Millimeters(decimal? value) => value is { } number ? number.ToString("0.##", CultureInfo.InvariantCulture) : "-";

    private static string Code(NewLesion found) => found switch { NewLesion.Yes => "Y", NewLesion.Equivocal => "NE", _ => "N" };

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
