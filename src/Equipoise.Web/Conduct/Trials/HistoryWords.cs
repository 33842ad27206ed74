using System.Text.Json;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Forms;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>What changed, as people read it: labels, units and the words of codes instead of codes.</summary>
internal static class HistoryWords
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["consentVersion"] = "Version of the consent form",
        ["consentedOn"] = "Signed on",
        ["obtainedBy"] = "Obtained by",
        ["protocolVersion"] = "Protocol version",
        ["status"] = "State",
        ["rescreenedFrom"] = "Screened before as",
        ["failedCriteria"] = "Criteria that are not met",
        ["randomizationNumber"] = "Randomization number",
        ["arm"] = "Arm",
        ["scheme"] = "Randomization scheme",
        ["stratum"] = "Stratum",
        ["position"] = "Place in the list",
        ["refusal"] = "Refused as",
        ["on"] = "Day",
        ["reason"] = "Reason of the protocol",
        ["stillAllowed"] = "May still be collected",
        ["source"] = "Source",
        ["meaning"] = "Meaning",
        ["contentHash"] = "Hash of what was signed",
        ["locked"] = "Locked",
        ["frozen"] = "Frozen",
        ["verified"] = "Verified against the source",
    };

    /// <summary>Each change of an entry of the trail: what, what it was, what it is.</summary>
    public static IEnumerable<(string Field, string Name, string? Old, string? New)> Of(AuditEntry entry, StudyDesign design)
    {
        var form = FormOf(entry, design);
        return TrialWords.Changes(entry).SelectMany(change => change.Field is "factors" ? Factors(change, design) : [(change.Field, Name(change.Field, form), Value(change.Field, change.Old, form, design), Value(change.Field, change.New, form, design))]);
    }

    /// <summary>The form that an entry of the trail is about; null where it is about none.</summary>
    public static Form? FormOf(AuditEntry entry, StudyDesign design)
    {
        const string prefix = "form/";
        var dash = entry.Subject.LastIndexOf('-');
        return entry.Subject.StartsWith(prefix, StringComparison.Ordinal) && dash > prefix.Length ? design.Form(entry.Subject[prefix.Length..dash]) : null;
    }

    private static string Name(string field, Form? form)
    {
        if (form?.Field(field) is { } asked)
            return asked.Label;
        if (field.StartsWith("query/", StringComparison.Ordinal))
            return $"Query {field["query/".Length..]}";
        if (field.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Names.TryGetValue(field[(slash + 1)..], out var mark))
            return $"{field[..slash]}, {char.ToLowerInvariant(mark[0])}{mark[1..]}";
        return Names.GetValueOrDefault(field) ?? EligibilityWords.WithoutNegation(field);
    }

    private static string? Value(string field, string? value, Form? form, StudyDesign design) => value is null ? null
        : form?.Field(field) is { } asked ? AnswerWords.Of(asked, value)
        : field switch
        {
            "status" => value switch { "entered" => "entered", "struck" => "struck out", _ => TrialWords.Status(value) },
            "arm" => design.Arms.FirstOrDefault(arm => string.Equals(arm.Code, value, StringComparison.Ordinal)) is { } arm ? $"{arm.Code}: {arm.Name}" : value,
            "reason" => design.DiscontinuationReasons.FirstOrDefault(one => string.Equals(one.Code, value, StringComparison.Ordinal))?.Label ?? value,
            "stillAllowed" => value.Length == 0 ? "nothing" : string.Join(", ", value.Split(' ').Select(code => design.Form(code)?.Title ?? code)),
            "failedCriteria" => value.Length == 0 ? "none named" : value.Replace(" ", ", ", StringComparison.Ordinal),
            _ when value is "holds" or "does not hold" => EligibilityWords.Decided(field, value is "holds"),
            _ => value,
        };

    private static IEnumerable<(string Field, string Name, string? Old, string? New)> Factors(AuditChange change, StudyDesign design) =>
        (JsonSerializer.Deserialize<Dictionary<string, string>>(change.New ?? "{}") ?? []).Select(pair =>
        {
            var factor = design.Factors.FirstOrDefault(one => string.Equals(one.Code, pair.Key, StringComparison.Ordinal));
            return (change.Field, factor?.Name ?? pair.Key, (string?)null, (string?)(factor?.Levels.FirstOrDefault(level => string.Equals(level.Code, pair.Value, StringComparison.Ordinal))?.Label ?? pair.Value));
        });
}
