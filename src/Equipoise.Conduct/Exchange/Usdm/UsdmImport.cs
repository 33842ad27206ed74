using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>Makes a protocol file of a USDM 4 study definition: title, version, arms with what they give where it is coded, visits with their windows, a form for each
/// activity, criteria as text, endpoints, analysis sets. USDM has no class for the rest, which is supposed, marked so, and listed.</summary>
public sealed partial class UsdmImport
{
    private const int LongestCode = 40;
    private readonly UsdmStudy study;
    private readonly StringBuilder yaml = new();
    private readonly List<string> notes = [];
    private readonly Dictionary<string, string> formOfActivity = new(StringComparer.Ordinal);

    private UsdmImport(UsdmStudy study) => this.study = study;

    /// <summary>Makes the file.</summary>
    /// <exception cref="ExchangeException">The definition has fewer than two arms, or no visit that a day can be told of.</exception>
    public static UsdmDraft Make(UsdmStudy study) => new UsdmImport(study).Make();

    private UsdmDraft Make()
    {
        if (study.Arms.Count < 2)
            throw new ExchangeException("A protocol here compares arms, and the definition has fewer than two.");
        NameForms();
        Line($"# Made from a study definition in USDM {study.UsdmVersion}. What is marked !assumed is not in it: settle each before the study is opened.");
        Line($"study: {Text(Identifier())}");
        Line($"title: !protocol {Text(study.Title ?? study.Name)}");
        Line(study.Masking is { } masking ? $"masking: !protocol {Text(masking)}" : Assumed("masking: !assumed open label", "Masking is supposed to be open label: the definition names none."));
        Line(study.Enrollment is { } enrollment and > 0 ? $"enrollment: !protocol {Number(enrollment)}" : Assumed("enrollment: !assumed 100", "The number of participants is supposed to be 100: the definition names none."));
        var date = study.Date ?? new DateOnly(2000, 1, 1);
        Line($"version: {(study.Date is null ? Assumed("!assumed", "The date of the version is supposed: the definition has none.") : "!protocol")} {{number: {Text(study.Version)}, date: {date:yyyy-MM-dd}, amendments: []}}");
        WriteArms();
        WriteRules();
        WriteVisits();
        WriteForms();
        WriteOutcomes();
        WriteCriteria();
        return new UsdmDraft(yaml.ToString(), notes);
    }

    private string Identifier()
    {
        var plain = new string([.. (study.Identifiers.FirstOrDefault(id => id.StartsWith("NCT", StringComparison.Ordinal)) ?? (study.Identifiers is [var first, ..] ? first : study.Name)).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')]);
        return plain.Length < 2 ? "STUDY-1" : plain[..Math.Min(plain.Length, LongestCode)];
    }

    private void WriteArms()
    {
        Line("arms:");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var arm in study.Arms)
        {
            Line($"  - code: !protocol {Text(Code(arm.Code ?? arm.Name, taken))}");
            Line($"    name: !protocol {Text(arm.Name)}");
            Line($"    type: !protocol {TypeOf(arm.Kind)}");
            var codes = new HashSet<string>(StringComparer.Ordinal);
            var given = study.Doses.Where(dose => dose.Arms.Contains(arm.Id, StringComparer.Ordinal)).Select(dose => TreatmentOf(dose, codes)).OfType<string>().ToList();
            Line(given.Count == 0 ? "    treatments: !protocol []" : "    treatments: !protocol");
            foreach (var treatment in given)
                Line($"      - {treatment}");
            if (given.Count == 0)
                notes.Add($"What the arm {arm.Name} gives is not carried over: the definition does not join it to an intervention with amount, unit and rhythm that a dose can be made of.");
        }
    }

    private static string TypeOf(string kind) => kind switch
    {
        _ when kind.Contains("Placebo", StringComparison.OrdinalIgnoreCase) => "placeboComparator",
        _ when kind.Contains("Comparator", StringComparison.OrdinalIgnoreCase) || kind.Contains("Control", StringComparison.OrdinalIgnoreCase) => "activeComparator",
        _ when kind.Contains("No Intervention", StringComparison.OrdinalIgnoreCase) => "noIntervention",
        _ => "experimental",
    };

    private static string? TreatmentOf(UsdmDose dose, HashSet<string> codes)
    {
        if (dose.Amount is not (> 0 and var amount) || UnitOf(dose.Unit) is not var (unit, per) || EveryOf(dose.Frequency) is not var (days, times) || dose.Route.Length == 0)
            return null;
        var basis = per is null ? "" : $", per: {per}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{code: {Text(Code(dose.Code, codes))}, name: {Text(dose.Name)}, route: {Text(dose.Route)}, dose: {{amount: {amount}, unit: {unit}{basis}}}, schedule: {{every: {days} d, timesADay: {times}}}}}");
    }

    private static (string Unit, string? Per)? UnitOf(string unit) => unit switch
    {
        "mg" or "Milligram" => ("mg", null),
        "g" or "Gram" => ("g", null),
        "ug" or "Microgram" => ("ug", null),
        "mg/kg" or "Milligram per Kilogram" => ("mg", "kg"),
        "mg/m2" or "mg/m²" or "Milligram per Square Meter" => ("mg", "m2"),
        _ => null,
    };

    private static (int Days, int Times)? EveryOf((string Code, string Words) frequency)
    {
        if (UsdmMainTimeline.Days(frequency.Code) is > 0 and var days)
            return (days, Times().Match(frequency.Words) is { Success: true } times ? int.Parse(times.Groups["times"].Value, CultureInfo.InvariantCulture) : 1);
        if (frequency.Words is "Daily" or "Once Daily" or "QD" or "Every Day")
            return (1, 1);
        return frequency.Words is "Twice Daily" or "BID" ? (1, 2) : Weeks().Match(frequency.Words) is { Success: true } every ? (7 * int.Parse(every.Groups["weeks"].Value, CultureInfo.InvariantCulture), 1) : null;
    }

    // What a conducted study needs and USDM has no class for.
    private void WriteRules()
    {
        var screening = study.Visits.Where(visit => visit.Day < 0).Select(visit => -visit.Day!.Value).DefaultIfEmpty(28).Max();
        Line(Assumed("cycle: !assumed 28 d", "A cycle is supposed to be 28 days."));
        Line(Assumed(string.Create(CultureInfo.InvariantCulture, $"screening: !assumed {screening} d"), $"Screening is supposed to reach {screening} days back, to the first visit before the reference."));
        Line(Assumed("firstDoseWithin: !assumed 3 d", "The first dose is supposed to be within 3 days of randomization."));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var arms = study.Arms.Select(arm => Code(arm.Code ?? arm.Name, taken)).ToList();
        Line(Assumed(
            string.Create(CultureInfo.InvariantCulture, $"allocation: !assumed {{method: blocks, ratio: {{{string.Join(", ", arms.Select(arm => $"{Text(arm)}: 1"))}}}, blockSizes: [{2 * arms.Count}, {3 * arms.Count}]}}"),
            "Allocation is supposed to be equal, in blocks, without strata: USDM has no class for it."));
        Line(Assumed("safety: !assumed {grading: CTCAE 5.0, seriousWithin: 24 h, collectedFor: 30 d}", "Adverse events are supposed to be graded by CTCAE 5.0, reported within 24 hours and collected for 30 days."));
        Line(Assumed("discontinuation: !assumed [{code: AE, label: Adverse event, ends: treatment}, {code: WDC, label: Withdrawal of consent, ends: both}, {code: OTHER, label: Another reason, ends: treatment}]", "Reasons for ending treatment are supposed."));
    }

    private void WriteVisits()
    {
        var placed = study.Visits.Where(visit => visit.Day is not null).ToList();
        foreach (var visit in study.Visits.Where(visit => visit.Day is null))
            notes.Add($"The visit {visit.Label} is left out: no timing in days and weeks leads from it to a fixed reference.");
        if (placed.Count == 0)
            throw new ExchangeException("The main timeline has no visit that a day can be told of.");
        Line("visits:");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var visit in placed)
        {
            Line($"  - code: !protocol {Text(Code(visit.Name, taken))}");
            Line($"    name: !protocol {Text(visit.Label)}");
            Line($"    kind: !protocol {KindOf(visit.Epoch)}");
            Line(string.Create(CultureInfo.InvariantCulture, $"    when: {{anchor: {AnchorOf(visit.Reference)}, day: !protocol {visit.Day}, window: !protocol {{before: {visit.Before} d, after: {visit.After} d}}}}"));
            Line($"    forms: !protocol [{string.Join(", ", visit.Activities.Select(formOfActivity.GetValueOrDefault).OfType<string>().Distinct(StringComparer.Ordinal).Select(Text))}]");
        }

        notes.Add("A visit that repeats stands once, as USDM holds it.");
    }

    private static string KindOf(string epoch) => epoch switch
    {
        _ when epoch.Contains("Screening", StringComparison.OrdinalIgnoreCase) => "screening",
        _ when epoch.Contains("Follow", StringComparison.OrdinalIgnoreCase) => "followUp",
        _ when epoch.Contains("Treatment", StringComparison.OrdinalIgnoreCase) => "treatment",
        _ => "assessment",
    };

    private string AnchorOf(string? reference)
    {
        if (reference is "Randomization" or "FirstDose" or "LastDose" or "EndOfTreatment")
            return $"!protocol {char.ToLowerInvariant(reference[0])}{reference[1..]}";
        const string note = "Days of visits are supposed to count from randomization: the definition counts them from an instance of its own.";
        if (!notes.Contains(note, StringComparer.Ordinal))
            notes.Add(note);
        return "!assumed randomization";
    }

    private void NameForms()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var activity in study.Activities)
            formOfActivity[activity.Id] = Code(activity.Code is { Length: <= LongestCode } name && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? name : activity.Name, taken);
    }

    private void WriteForms()
    {
        Line("forms:");
        foreach (var activity in study.Activities)
        {
            Line($"  - code: !protocol {Text(formOfActivity[activity.Id])}");
            Line($"    title: !protocol {Text(activity.Name)}");
            Line("    fields: !assumed [{code: DONE, label: Done, type: yesNo, required: true}, {code: NOTE, label: In words, type: text}]");
        }

        notes.Add("Each activity is a form that asks only whether it was done: write its fields, since USDM's biomedical concepts are not read.");
    }

    private void WriteOutcomes()
    {
        Line(study.Endpoints.Count == 0 ? Assumed("endpoints: !assumed [{code: E1, name: Primary endpoint, level: primary, definition: To be written.}]", "The definition has no endpoint.") : "endpoints: !protocol");
        foreach (var (place, endpoint) in study.Endpoints.Index())
            Line(string.Create(CultureInfo.InvariantCulture, $"  - {{code: E{place + 1}, name: {Text(endpoint.Code ?? endpoint.Name)}, level: {LevelOf(endpoint.Kind)}, definition: {Text(endpoint.Name)}}}"));
        Line(study.Populations.Count == 0
            ? Assumed("analysisSets: !assumed [{code: ITT, name: Intention to treat, definition: All who were randomized.}]", "The analysis set of all who were randomized is supposed.")
            : "analysisSets: !protocol");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in study.Populations)
            Line($"  - {{code: {Text(Code(set.Code ?? set.Name, taken))}, name: {Text(set.Code ?? set.Name)}, definition: {Text(set.Name)}}}");
    }

    private static string LevelOf(string kind) =>
        kind.Contains("Primary", StringComparison.OrdinalIgnoreCase) ? "primary" : kind.Contains("Secondary", StringComparison.OrdinalIgnoreCase) ? "secondary" : "exploratory";

    private void WriteCriteria()
    {
        Line("criteria: !protocol");
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var criterion in study.Criteria)
        {
            var polarity = criterion.Kind.Contains("Exclusion", StringComparison.OrdinalIgnoreCase) ? "exclusion" : "inclusion";
            var number = counts[polarity] = counts.GetValueOrDefault(polarity) + 1;
            var id = criterion.Code is { } own && own.StartsWith($"{polarity}-", StringComparison.Ordinal) ? own : $"{polarity}-{Number(number)}";
            Line($"  - {{id: {Text(id)}, text: {Text(criterion.Name)}, class: judgment}}");
        }

        notes.Add("Criteria are carried as text that an investigator judges: write a tree for each that can be computed.");
        if (study.Criteria.Any(criterion => Parameter().IsMatch(criterion.Name)))
            notes.Add("Some criteria name parameters in brackets, such as [min_age], which the definition keeps elsewhere: write their values.");
    }

    private string Assumed(string line, string note)
    {
        notes.Add(note);
        return line;
    }

    // Letters, digits, _ and -, each once.
    private static string Code(string name, HashSet<string> taken)
    {
        var plain = string.Join('_', NotCode().Split(name).Where(part => part.Length > 0));
        plain = plain.Length == 0 ? "X" : plain.Length > LongestCode - 3 ? plain[..(LongestCode - 3)] : plain;
        var code = plain;
        for (var number = 2; !taken.Add(code); number++)
            code = $"{plain}_{Number(number)}";
        return code;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // A JSON text is a YAML text.
    private static string Text(string text) => JsonSerializer.Serialize(text.Trim());

    private void Line(string line) => yaml.Append(line).Append('\n');

    [GeneratedRegex("[^A-Za-z0-9_-]+", RegexOptions.None, 10_000)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"\[\w+\]", RegexOptions.None, 10_000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^(?<times>\d{1,2}) a day", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Times();

    [GeneratedRegex(@"^Every (?<weeks>\d{1,2}) Weeks?\z", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Weeks();
}
