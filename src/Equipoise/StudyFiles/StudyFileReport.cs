using System.Globalization;
using System.Text;
using Equipoise.Conduct.Exchange.Odm;
using Equipoise.Conduct.Exchange.Usdm;
using Equipoise.Reports;

namespace Equipoise.StudyFiles;

/// <summary>What a study definition holds, as one JSON document or in lines.</summary>
internal static class StudyFileReport
{
    public static string Of(UsdmStudy study, bool asJson)
    {
        (string Name, IReadOnlyList<UsdmNamed> Items)[] lists =
            [("arms", study.Arms), ("epochs", study.Epochs), ("encounters", study.Encounters), ("activities", study.Activities), ("criteria", study.Criteria), ("endpoints", study.Endpoints), ("interventions", study.Interventions)];
        if (asJson)
        {
            return JsonReport.Of(json =>
            {
                json.Text("form", $"USDM {study.UsdmVersion}").Text("name", study.Name).Text("version", study.Version);
                if (study.Enrollment is { } planned)
                    json.Whole("enrollment", planned);
                else
                    json.Nothing("enrollment");
                json.Whole("cells", study.Cells);
                foreach (var (name, items) in lists)
                    json.Objects(name, items, (item, one) => item.Text("id", one.Id).Text("name", one.Name).Text("kind", one.Kind));
                json.Objects("timings", study.Timings, (item, timing) => item.Text("label", timing.Label).Text("type", timing.Type).Text("value", timing.Value).Text("windowLower", timing.WindowLower).Text("windowUpper", timing.WindowUpper));
            });
        }

        var text = new StringBuilder();
        foreach (var (name, items) in lists)
        {
            foreach (var item in items)
                Line(text, name, item.Kind, Short(item.Name));
        }

        foreach (var timing in study.Timings)
            Line(text, "timings", $"{timing.Type} {timing.Value}{(timing.WindowLower is null ? "" : $" -{timing.WindowLower}/+{timing.WindowUpper}")}", Short(timing.Label));
        return string.Create(CultureInfo.InvariantCulture, $"{study.Name}, version {study.Version}, USDM {study.UsdmVersion}: {study.Cells} cells, {study.Enrollment?.ToString(CultureInfo.InvariantCulture) ?? "no"} participants planned\n{text}");
    }

    public static string Of(OdmStudy study, bool asJson)
    {
        if (asJson)
        {
            return JsonReport.Of(json => json
                .Text("form", "ODM 1.3").Text("name", study.Name).Text("version", study.Version).Whole("subjects", study.Subjects).Whole("values", study.Values)
                .Objects("events", study.Events, (item, one) => item.Text("oid", one.Oid).Text("name", one.Name).Truth("repeating", one.IsRepeating).Text("type", one.Type).Texts("forms", one.Forms))
                .Objects("forms", study.Forms, (item, one) => item.Text("oid", one.Oid).Text("name", one.Name).Truth("repeating", one.IsRepeating).Texts("items", one.Items))
                .Objects("items", study.Items, (item, one) => item.Text("oid", one.Oid).Text("name", one.Name).Text("dataType", one.DataType).Text("question", one.Question).Text("unit", one.Unit).Text("codeList", one.CodeList).Texts("checks", one.Checks))
                .Objects("codeLists", study.CodeLists, (item, one) => item.Text("oid", one.Oid).Text("name", one.Name).Objects("codes", one.Codes, (code, pair) => code.Text("code", pair.Key).Text("decode", pair.Value))));
        }

        var text = new StringBuilder();
        foreach (var one in study.Events)
            Line(text, "event", one.Oid, Short(one.Name));
        foreach (var one in study.Forms)
            Line(text, "form", one.Oid, Short(one.Name));
        foreach (var one in study.Items)
            Line(text, "item", one.Oid, Short(one.Name));
        return string.Create(CultureInfo.InvariantCulture, $"{study.Name}, {study.Version}: {study.Events.Count} events, {study.Forms.Count} forms, {study.Items.Count} items, {study.CodeLists.Count} code lists; data of {study.Subjects} subjects, {study.Values} values\n{text}");
    }

    private static void Line(StringBuilder text, string what, string kind, string name) => text.Append(CultureInfo.InvariantCulture, $"{what,-14}{kind,-26}{name}\n");

    private static string Short(string text) => text.ReplaceLineEndings(" ") is { Length: > 100 } longer ? $"{longer[..100]}…" : text.ReplaceLineEndings(" ");
}
