using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts.Fhir;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts.Rows;

/// <summary>Gathers one patient's facts, row by row; what cannot be read is named.</summary>
internal sealed class RowBuilder(string id)
{
    private readonly List<ValueFact> values = [];
    private readonly List<EventFact> conditions = [];
    private readonly List<EventFact> therapies = [];
    private readonly List<CircumstanceFact> circumstances = [];
    private readonly List<FactDate> progressions = [];
    private bool hasDied;
    private FactDate? died;
    private readonly List<string> unreadable = [];
    private FactDate? born;
    private string? sex;
    private bool conditionsComplete;
    private bool therapiesComplete;
    private bool hasUnknownCondition;
    private bool hasUnknownTherapy;

    public PatientFacts Build() => new()
    {
        Id = id,
        Born = born,
        Sex = sex,
        Values = values,
        Conditions = conditions,
        Therapies = therapies,
        Circumstances = circumstances,
        HasDied = hasDied,
        Died = died,
        Progressions = progressions,
        ConditionsAreComplete = conditionsComplete && !hasUnknownCondition,
        TherapiesAreComplete = therapiesComplete && !hasUnknownTherapy,
        Unreadable = unreadable,
    };

    public void Add(FactRow row)
    {
        var source = row.Source.Length > 0 ? row.Source : row.Place;
        // A value of a day that cannot be read may be the latest, and a condition is one whenever it began; of what holds for a time only, the day is needed.
        var isDated = TryDate(row, row.Date, out var date) & TryDate(row, row.End, out var end);
        if (!isDated && row.Fact is not ("measurement" or "performanceStatus" or "condition" or "therapy"))
            return;
        switch (row.Fact)
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
                AddValue(row, row.Name is "ecog" or "karnofsky" or "lansky" ? row.Name : null, date, source);
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
                AddComplete(row);
                break;
            default:
                Refuse(row, $"there is no fact '{Fhir.Json.Short(row.Fact)}'");
                break;
        }
    }

    private void Refuse(FactRow row, string why) => unreadable.Add($"{row.Place}: {why}.");

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
        if (!FactDate.TryParse(row.Value, out var read))
            Refuse(row, $"the birth date '{Fhir.Json.Short(row.Value)}' is no date");
        else if (born is not null && born != read)
            Refuse(row, "a second birth date; the first one counts");
        else
            born = read;
    }

    // A day, month or year, or "yes".
    private void AddDeath(FactRow row)
    {
        if (FactDate.TryParse(row.Value, out var day))
            (hasDied, died) = (true, day);
        else if (row.Value is "yes")
            hasDied = true;
        else
            Refuse(row, $"'{Fhir.Json.Short(row.Value)}' is neither a date of death nor yes");
    }

    private void AddProgression(FactRow row)
    {
        if (FactDate.TryParse(row.Value, out var read))
            progressions.Add(read);
        else
            Refuse(row, $"'{Fhir.Json.Short(row.Value)}' is no date on which the disease progressed");
    }

    private void AddSex(FactRow row)
    {
        if (row.Value is not ("male" or "female" or "other" or "unknown"))
            Refuse(row, $"the sex '{Fhir.Json.Short(row.Value)}' is none of male, female, other, unknown");
        else
            sex = row.Value is "male" or "female" ? row.Value : null;
    }

    private void AddValue(FactRow row, string? variable, FactDate? date, string source)
    {
        if (variable is null)
        {
            Refuse(row, $"there is no {(row.Fact is "measurement" ? "variable" : "performance scale")} '{Fhir.Json.Short(row.Name)}'");
            return;
        }

        var sign = row.Value.StartsWith(">=", StringComparison.Ordinal) || row.Value.StartsWith("<=", StringComparison.Ordinal) ? row.Value[..2] : row.Value.Length > 0 && row.Value[0] is '<' or '>' ? row.Value[..1] : "";
        date ??= row.Date.Length > 0 ? FactDate.Illegible(row.Date) : null;
        if (!TryNumber(DecimalComma.Plain(row.Value[sign.Length..]), out var value) || value is null)
        {
            // A dipstick is read as "2+", whatever unit a form stood at.
            if (variable is "urineProtein" && ObservationValue.Dipstick(row.Value) is { } pluses)
                values.Add(new ValueFact(variable, pluses, "{dipstick}", date, source));
            else
                AddUnread(row, variable, $"the value '{Fhir.Json.Short(row.Value)}' is no number", date, source);
        }
        else if (!TryNumber(DecimalComma.Plain(row.Low), out var low) || !TryNumber(DecimalComma.Plain(row.High), out var high))
            AddUnread(row, variable, "a limit of normal is no number", date, source);
        else
            values.Add(new ValueFact(variable, value.Value, WrittenUnit.Read(row.Unit, variable), date, source, sign.Length == 0 ? null : ComparisonSigns.FromSign(sign), low, high));
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
        Standing? standing = row.Value switch
        {
            "" or "yes" or "present" => Standing.Present,
            "active" => Standing.Active,
            "past" => Standing.Over,
            "no" or "absent" => Standing.Absent,
            "possible" => Standing.Uncertain,
            _ => null,
        };
        if (concepts.Count == 0)
        {
            // What is on record and not understood may be what is asked.
            hasUnknownCondition |= standing != Standing.Absent && ReferenceEquals(events, conditions);
            hasUnknownTherapy |= standing != Standing.Absent && ReferenceEquals(events, therapies);
            Refuse(row, $"no {row.Fact} that criteria speak of is named '{Fhir.Json.Short(row.Name)}'");
        }
        else if (standing is null)
            Refuse(row, $"'{Fhir.Json.Short(row.Value)}' is none of active, past, yes, no, possible");
        else if (ReferenceEquals(events, therapies))
            AddTherapy(row, concepts, standing.Value, start, end, source);
        else
            events.Add(new EventFact(concepts, standing.Value, start, end, source, row.Words.Length > 0 ? row.Words : row.Name));
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
        if (row.Name.Length == 0 || row.Value is not ("yes" or "no"))
            Refuse(row, $"a {row.Fact} needs a name, and the value yes or no");
        else
            circumstances.Add(new CircumstanceFact(kind, row.Name, row.Value is "yes", date, source));
    }

    private void AddComplete(FactRow row)
    {
        if (row.Value is not ("" or "yes" or "no") || row.Name is not ("conditions" or "therapies"))
            Refuse(row, "what is complete is conditions or therapies, yes or no");
        else if (row.Value is not "no" && row.Name is "conditions")
            conditionsComplete = true;
        else if (row.Value is not "no")
            therapiesComplete = true;
    }
}
