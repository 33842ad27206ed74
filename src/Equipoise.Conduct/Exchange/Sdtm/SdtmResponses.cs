using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Tumors;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>Tumor responses (RS) as their evaluator called them, and what RECIST 1.1 derives from the lesions of the same day, with the sums of diameters (TR),
/// marked as derived (SDTMIG 3.4, sections 6.3.11 and 4.1.8.1).</summary>
internal static class SdtmResponses
{
    private const string Criteria = "RECIST 1.1";

    /// <summary>The rows, each with the form entry it rests on.</summary>
    public static IEnumerable<(SdtmRow Row, string Entry)> Of(AssessedParticipant participant) => TumorReport.Of(participant).Evaluators.SelectMany(Of);

    private static IEnumerable<(SdtmRow Row, string Entry)> Of(EvaluatorReport report)
    {
        var evaluator = report.Evaluator is TumorReport.Investigator ? TumorReport.Investigator : "INDEPENDENT ASSESSOR";
        foreach (var call in report.Calls)
            yield return (Response("OVRLRESP", "Overall Response", call.Overall, call.Date, evaluator), call.Entry);
        if (report.Series is not { } series)
            yield break;
        if (series.BaselineSum is { } baseline)
            yield return (Sum(baseline, series.Baseline, evaluator), EntryOf(report, series.Baseline));
        foreach (var derived in report.Rows.Select(row => row.Derived))
        {
            var entry = EntryOf(report, derived.Date);
            if (derived.Sum is { } sum)
                yield return (Sum(sum, derived.Date, evaluator), entry);
            if (derived.Target is { } target)
                yield return (Response("TRGRESP", "Target Response", target, derived.Date, evaluator).Own("DRVFL", "Y"), entry);
            if (derived.NonTarget is { } other)
                yield return (Response("NTRGRESP", "Non-target Response", other, derived.Date, evaluator).Own("DRVFL", "Y"), entry);
            yield return (Response("OVRLRESP", "Overall Response", derived.Overall, derived.Date, evaluator).Own("DRVFL", "Y"), entry);
        }
    }

    private static SdtmRow Response(string code, string test, Response response, DateOnly date, string evaluator) =>
        new SdtmRow("RS").Own("TESTCD", code).Own("TEST", test).Own("CAT", Criteria).Own("ORRES", response.Code()).Own("STRESC", response.Code()).Own("EVAL", evaluator).Own("DTC", StudyDays.Iso(date));

    private static SdtmRow Sum(decimal sum, DateOnly date, string evaluator) =>
        new SdtmRow("TR").Own("GRPID", "TARGET").Own("TESTCD", "SUMDIAM").Own("TEST", "Sum of Diameter").Own("CAT", Criteria).Own("ORRES", Numbers.Write(sum)).Own("ORRESU", "mm")
            .Own("STRESC", Numbers.Write(sum)).Own("STRESN", sum).Own("STRESU", "mm").Own("EVAL", evaluator).Own("DTC", StudyDays.Iso(date)).Own("DRVFL", "Y");

    private static string EntryOf(EvaluatorReport report, DateOnly date) => report.Observations.First(seen => seen.Date == date).Where;
}
