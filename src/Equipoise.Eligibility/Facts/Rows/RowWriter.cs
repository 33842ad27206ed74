using System.Globalization;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Facts.Rows;

/// <summary>A patient's facts as rows that <see cref="RowBuilder"/> reads back to the same facts.</summary>
internal static class RowWriter
{
    public static IEnumerable<FactRow> Of(PatientFacts patient)
    {
        var blank = new FactRow(patient.Id, "", "", "", "", "", "", "", "", "", "", "", "");
        if (patient.Born is { } born)
            yield return blank with { Fact = "birthDate", Value = born.Text };
        if (patient.Sex is { } sex)
            yield return blank with { Fact = "sex", Value = sex };
        foreach (var fact in patient.Values)
        {
            yield return blank with
            {
                Fact = fact.Variable is "ecog" or "karnofsky" or "lansky" ? "performanceStatus" : "measurement",
                Name = fact.Variable,
                Value = fact.Unread ?? ((fact.Bound?.Sign() ?? "") + Number(fact.Value)),
                Unit = fact.Unit,
                Date = Date(fact.Date),
                Low = Number(fact.Low),
                High = Number(fact.High),
                Source = fact.Source,
            };
        }

        foreach (var fact in patient.Conditions)
            yield return Event(blank, "condition", fact);
        foreach (var fact in patient.Therapies)
            yield return Event(blank, "therapy", fact);
        foreach (var fact in patient.Circumstances)
            yield return blank with { Fact = Name(fact.Kind), Name = fact.Concept, Value = fact.Unread ?? (fact.Holds ? "yes" : "no"), Date = Date(fact.Date), Source = fact.Source };
        if (patient.HasDied)
            yield return blank with { Fact = "death", Value = patient.Died is { } day ? Date(day) : "yes" };
        foreach (var date in patient.Progressions)
            yield return blank with { Fact = "progression", Value = Date(date) };
        if (patient.AllConditions is { } conditions)
            yield return blank with { Fact = "complete", Name = "conditions", Value = "yes", Date = Date(conditions.On) };
        if (patient.AllTherapies is { } therapies)
            yield return blank with { Fact = "complete", Name = "therapies", Value = "yes", Date = Date(therapies.On) };
    }

    private static FactRow Event(FactRow blank, string kind, EventFact fact) => blank with
    {
        Fact = kind,
        Name = string.Join(';', fact.Concepts),
        Value = fact.Standing switch { Standing.Active => "active", Standing.Over => "past", Standing.Absent => "no", Standing.Uncertain => "possible", _ => "yes" },
        Date = Date(fact.Start),
        End = Date(fact.End),
        Words = fact.Words,
        Reason = fact.Reasons.Count > 0 ? string.Join(';', fact.Reasons) : fact.GivenFor,
        Source = fact.Source,
    };

    private static string Name(CircumstanceKind kind) => kind switch { CircumstanceKind.Pregnancy => "pregnancy", CircumstanceKind.Consent => "consent", CircumstanceKind.Judgment => "judgment", _ => "other" };

    private static string Number(decimal? number) => number is { } written ? WrittenNumber.Write(written) : "";

    // A moment is written on the day that the record gave it.
    private static string Date(FactDate? date) => date switch
    {
        null => "",
        { Moment: { } moment } when DateOnly.FromDateTime(moment.UtcDateTime) == date.First => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        { Moment: { } moment } => OnItsDay(moment, date.First),
        _ => date.Text,
    };

    private static string OnItsDay(DateTimeOffset moment, DateOnly day)
    {
        var offset = TimeSpan.FromHours(DateOnly.FromDateTime(moment.UtcDateTime) < day ? 14 : -12);
        return moment.ToOffset(offset).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
    }
}
