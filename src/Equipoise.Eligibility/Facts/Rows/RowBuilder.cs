using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts.Fhir;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts.Rows;

/// <summary>Gathers one patient's facts, row by row; what cannot be read is named.</summary>
internal sealed class RowBuilder(string id)
{
    private static readonly string[] Scales = ["ecog", "karnofsky", "lansky"];

    private readonly List<ValueFact> values = [];
    private readonly List<EventFact> conditions = [];
    private readonly List<EventFact> therapies = [];
    private readonly List<CircumstanceFact> circumstances = [];
    private readonly List<FactDate> progressions = [];
    private bool hasDied;
    private FactDate? died;
    private readonly List<string> unreadable = [];
    private readonly List<string> births = [];
    private readonly List<string> sexes = [];
    private FactDate? born;
    private Claim? allConditions;
    private Claim? allTherapies;
    private string? unknownCondition;
    private string? unknownTherapy;

    // The sorts of fact; capitals do not matter.
    private static readonly Dictionary<string, string> Sorts = ((string[])["birthDate", "sex", "measurement", "performanceStatus", "condition", "therapy", "pregnancy", "consent", "judgment", "other", "progression", "death", "complete"])
        .ToDictionary(sort => sort, StringComparer.OrdinalIgnoreCase);

    public PatientFacts Build() => new()
    {
        Id = id,
        Born = births is [_] ? born : null,
        BirthDoubt = Doubt.Of("date of birth", births, isRead: born is not null),
        Sex = sexes is ["male" or "female"] ? sexes[0] : null,
        SexDoubt = Doubt.Of("sex", sexes, isRead: sexes.TrueForAll(one => one is "male" or "female" or "other" or "unknown")),
        Values = values,
        Conditions = conditions,
        Therapies = therapies,
        Circumstances = circumstances,
        HasDied = hasDied,
        Died = died,
        Progressions = progressions,
        AllConditions = unknownCondition is null ? allConditions : null,
        AllTherapies = unknownTherapy is null ? allTherapies : null,
        Unreadable = [.. unreadable, .. Lost("conditions", allConditions, unknownCondition), .. Lost("treatments", allTherapies, unknownTherapy)],
    };

    public void Add(FactRow row)
    {
        var source = row.Source.Length > 0 ? row.Source : row.Place;
        if (Sorts.TryGetValue(row.Fact, out var sort))
            row = row with { Fact = sort };
        // A value of a day that cannot be read may be the latest, and a condition is one whenever it began.
        _ = TryDate(row, row.Date, out var date) & TryDate(row, row.End, out var end);
        if (end?.IsBefore(date) == true)
        {
            Refuse(row, $"it ends on {end.Text}, before it begins on {date!.Text}; neither day counts");
            (date, end) = (null, null);
        }

        switch (sort)
        {
            case "birthDate":
                AddBirth(row);
                break;
            case "sex":
                AddSex(row);
                break;
            case "measurement":
                AddValue(row, Variables.Find(row.Name)?.Id ?? (row.Name.StartsWith("loinc:", StringComparison.Ordinal) ? Variables.FindLoinc(row.Name[6..])?.Id : null), date, source);
                break;
            case "performanceStatus":
                AddValue(row, Array.Find(Scales, scale => string.Equals(scale, row.Name, StringComparison.OrdinalIgnoreCase)), date, source);
                break;
            case "condition":
                AddEvent(row, conditions, ConceptsOf(row.Name, Concepts.Conditions, ConceptFinder.Conditions), date, end, source);
                break;
            case "therapy":
                AddEvent(row, therapies, ConceptsOf(row.Name, Concepts.Therapies, ConceptFinder.Therapies), date, end, source);
                break;
            case "pregnancy" or "consent" or "judgment" or "other":
                AddCircumstance(row, date, source);
                break;
            case "progression":
                AddProgression(row);
                break;
            case "death":
                AddDeath(row);
                break;
            case "complete":
                AddComplete(row, date);
                break;
            default:
                Refuse(row, $"there is no fact '{Fhir.Json.Short(row.Fact)}'; the facts are {string.Join(", ", Sorts.Values)}");
                break;
        }
    }

    // What is on record and not understood may be what is asked: the record is no longer complete.
    private void Refuse(FactRow row, string why)
    {
        unreadable.Add($"{row.Place}: {why}.");
        var isKnown = Sorts.ContainsKey(row.Fact);
        if (!isKnown || row.Fact is "condition" or "complete")
            unknownCondition ??= row.Place;
        if (!isKnown || row.Fact is "therapy" or "complete")
            unknownTherapy ??= row.Place;
    }

    private static string[] Lost(string what, Claim? all, string? unknown) =>
        all is null || unknown is null ? [] : [$"{unknown} was not read whole, so the {what} are not taken as complete."];

    private bool TryDate(FactRow row, string text, out FactDate? date)
    {
        date = null;
        if (text.Length == 0 || FactDate.TryParse(text, out date))
            return true;
        Refuse(row, $"'{Fhir.Json.Short(text)}' is no date; write 2026-11-22, 2026-11 or 2026");
        return false;
    }

    private void AddBirth(FactRow row)
    {
        if (births.Contains(row.Value, StringComparer.Ordinal))
            return;
        births.Add(row.Value);
        if (!FactDate.TryParse(row.Value, out born))
            Refuse(row, $"the birth date '{Fhir.Json.Short(row.Value)}' is no date; write 1960-05-17, 1960-05 or 1960");
        else if (births.Count > 1)
            Refuse(row, "a second birth date; none counts until one of them is gone");
    }

    // A day, month or year, or "yes".
    private void AddDeath(FactRow row)
    {
        if (FactDate.TryParse(row.Value, out var day))
            (hasDied, died) = (true, day);
        else if (row.Value.Equals("yes", StringComparison.OrdinalIgnoreCase))
            hasDied = true;
        else
            Refuse(row, $"'{Fhir.Json.Short(row.Value)}' is neither a date of death nor yes");
    }

    private void AddProgression(FactRow row)
    {
        progressions.Add(FactDate.TryParse(row.Value, out var read) ? read : FactDate.Illegible(row.Value));
        if (read is null)
            Refuse(row, $"'{Fhir.Json.Short(row.Value)}' is no date on which the disease progressed");
    }

    private void AddSex(FactRow row)
    {
        var sex = row.Value.ToLowerInvariant();
        if (sexes.Contains(sex, StringComparer.Ordinal))
            return;
        sexes.Add(sex);
        if (sex is not ("male" or "female" or "other" or "unknown"))
            Refuse(row, $"the sex '{Fhir.Json.Short(row.Value)}' is none of male, female, other, unknown");
        else if (sexes.Count > 1)
            Refuse(row, "a second sex; none counts until one of them is gone");
    }

    private void AddValue(FactRow row, string? variable, FactDate? date, string source)
    {
        date ??= row.Date.Length > 0 ? FactDate.Illegible(row.Date) : null;
        if (variable is null)
        {
            var near = row.Fact is "measurement" ? NearNames.Of(row.Name) : [];
            Refuse(row, $"there is no {(row.Fact is "measurement" ? "variable" : "performance scale")} '{Fhir.Json.Short(row.Name)}'{(near.Count > 0 ? $", but {string.Join(" or ", near)}" : "")}");
            // What it may be about, no older value decides.
            values.AddRange(near.Select(one => ValueFact.NotRead(one, $"{row.Name} {row.Value}", date, source)));
            return;
        }

        var sign = row.Value.StartsWith(">=", StringComparison.Ordinal) || row.Value.StartsWith("<=", StringComparison.Ordinal) ? row.Value[..2] : row.Value.Length > 0 && row.Value[0] is '<' or '>' ? row.Value[..1] : "";
        var unit = WrittenUnit.Read(row.Unit, variable);
        string[] numbers = [WrittenNumber.Plain(row.Value[sign.Length..].TrimStart()), WrittenNumber.Plain(row.Low), WrittenNumber.Plain(row.High)];
        // A dipstick is read as "2+", whatever unit a form stood at.
        if (variable is "urineProtein" && !TryNumber(numbers[0], out _) && ObservationValue.Dipstick(row.Value) is { } pluses)
            values.Add(new ValueFact(variable, pluses, "{dipstick}", date, source));
        else if (!TryNumber(numbers[0], out var value) || value is null)
            AddUnread(row, variable, row.Value.Length == 0 ? $"the {variable} has no value" : $"the value '{Fhir.Json.Short(row.Value)}' is no number", date, source);
        else if (!TryNumber(numbers[1], out var low) || !TryNumber(numbers[2], out var high))
            AddUnread(row, variable, "a limit of normal is no number", date, source);
        else if (Array.Find(numbers, number => WrittenNumber.MayPartThousands(number, variable, unit)) is { } thousands)
            AddUnread(row, variable, string.Create(CultureInfo.InvariantCulture, $"'{thousands}' may mean {thousands.Replace(".", "", StringComparison.Ordinal)} or {decimal.Parse(thousands, CultureInfo.InvariantCulture):0.###}; write the one it is, without a point for thousands"), date, source);
        else
            values.Add(new ValueFact(variable, value.Value, unit, date, source, sign.Length == 0 ? null : ComparisonSigns.FromSign(sign), low, high));
    }

    private void AddUnread(FactRow row, string variable, string why, FactDate? date, string source)
    {
        Refuse(row, why);
        values.Add(ValueFact.NotRead(variable, row.Value, date, source));
    }

    private static bool TryNumber(string text, out decimal? number)
    {
        number = null;
        if (text.Length == 0)
            return true;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var read) || Math.Abs(read) >= 1e15m)
            return false;
        number = read;
        return true;
    }

    // Names of the table, joined by semicolons; else a code such as icd10:C10.9; else words.
    private static IReadOnlyList<string> ConceptsOf(string name, Concepts concepts, Func<IEnumerable<(string? System, string? Code)>, IEnumerable<string>, IReadOnlyList<string>> find)
    {
        var names = name.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length > 0 && names.All(one => concepts.Find(one) is not null))
            return names;
        return name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && ConceptFinder.SystemOf(name[..(colon + 1)]) is { } system
            ? find([(system, name[(colon + 1)..])], [])
            : find([], [name]);
    }

    private void AddEvent(FactRow row, List<EventFact> events, IReadOnlyList<string> concepts, FactDate? start, FactDate? end, string source)
    {
        Standing? standing = row.Value.ToLowerInvariant() switch
        {
            "yes" or "present" => Standing.Present,
            "active" => Standing.Active,
            "past" => Standing.Over,
            "no" or "absent" => Standing.Absent,
            "possible" => Standing.Uncertain,
            _ => null,
        };
        if (standing is null)
            Refuse(row, row.Value.Length == 0 ? $"the {row.Fact} '{Fhir.Json.Short(row.Name)}' has no value; write active, past, yes, no or possible" : $"'{Fhir.Json.Short(row.Value)}' is none of active, past, yes, no, possible");
        // "Excluded", "placebo" in the words say something else than the value.
        if (standing is Standing.Present or Standing.Active or Standing.Over && Questionable(row, events) is { } words)
        {
            Refuse(row, $"'{Fhir.Json.Short(words)}' leaves it open whether the patient has it, although the value says {row.Value}");
            standing = Standing.Uncertain;
        }

        // A denial of what is not understood denies nothing that is asked.
        if (concepts.Count == 0 && standing == Standing.Absent)
            unreadable.Add($"{row.Place}: no {row.Fact} that criteria speak of is named '{Fhir.Json.Short(row.Name)}'.");
        else if (concepts.Count == 0)
            Refuse(row, $"no {row.Fact} that criteria speak of is named '{Fhir.Json.Short(row.Name)}'");
        else if (ReferenceEquals(events, therapies))
            AddTherapy(row, concepts, standing ?? Standing.Uncertain, start, end, source);
        else
            events.Add(new EventFact(concepts, standing ?? Standing.Uncertain, start, end, source, row.Words.Length > 0 ? row.Words : row.Name));
    }

    // A name of the tables means what it says, whatever words it has.
    private string? Questionable(FactRow row, List<EventFact> events)
    {
        var isTherapy = ReferenceEquals(events, therapies);
        return ((string[])[row.Words, (isTherapy ? Concepts.Therapies : Concepts.Conditions).Find(row.Name) is null ? row.Name : ""])
            .FirstOrDefault(words => isTherapy ? NameSense.IsOpenTreatment(words) : NameSense.IsAnothers(words) || NameSense.IsDenied(words) || NameSense.Suspected(words) is not null);
    }

    private void AddTherapy(FactRow row, IReadOnlyList<string> concepts, Standing standing, FactDate? start, FactDate? end, string source)
    {
        var words = row.Words.Length > 0 ? row.Words : row.Name;
        var reasons = row.Reason.Length == 0 ? [] : ConceptsOf(row.Reason, Concepts.Conditions, ConceptFinder.Conditions);
        if (row.Reason.Length > 0 && reasons.Count == 0)
            Refuse(row, $"the reason '{Fhir.Json.Short(row.Reason)}' is no condition that criteria speak of");
        therapies.AddRange(TherapyRoutes.Of(concepts, [words]).Select(one =>
            new EventFact(one.Concepts, one.Certainty == Standing.Uncertain && standing != Standing.Absent ? one.Certainty : standing, start, end, source, words) { GivenFor = row.Reason, Reasons = reasons }));
    }

    private void AddCircumstance(FactRow row, FactDate? date, string source)
    {
        var kind = row.Fact switch { "pregnancy" => CircumstanceKind.Pregnancy, "consent" => CircumstanceKind.Consent, "judgment" => CircumstanceKind.Judgment, _ => CircumstanceKind.Other };
        if (row.Name.Length == 0)
        {
            Refuse(row, $"a {row.Fact} needs a name, and the value yes or no");
            return;
        }

        var holds = row.Value.Equals("yes", StringComparison.OrdinalIgnoreCase);
        date ??= row.Date.Length > 0 ? FactDate.Illegible(row.Date) : null;
        if (!holds && !row.Value.Equals("no", StringComparison.OrdinalIgnoreCase))
            Refuse(row, $"'{Fhir.Json.Short(row.Value)}' is neither yes nor no");
        else if (date is not { IsIllegible: true })
        {
            circumstances.Add(new CircumstanceFact(kind, row.Name, holds, date, source));
            return;
        }

        circumstances.Add(CircumstanceFact.NotRead(kind, row.Name, row.Value.Length > 0 ? row.Value : "nothing", date, source));
    }

    private void AddComplete(FactRow row, FactDate? date)
    {
        var says = row.Value.ToLowerInvariant();
        if (says is not ("yes" or "no") || row.Name is not ("conditions" or "therapies"))
            Refuse(row, "what is complete is conditions or therapies, yes or no");
        else if (row.Date.Length > 0 && date is null)
            Refuse(row, "of a day that cannot be read, nobody knows whether it still holds");
        else if (says is "yes" && row.Name is "conditions")
            allConditions = new Claim(date);
        else if (says is "yes")
            allTherapies = new Claim(date);
    }
}
