using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Age in whole units, as birthdays count it: who turns 80 today is 80, and not less than 80.</summary>
internal static class AgeEvaluator
{
    public static Finding Evaluate(AgeLimit leaf, PatientFacts patient, DateOnly asOf)
    {
        var words = PlainEnglish.Of(leaf);
        if (patient.Born is not { } born)
            return Finding.Unknown(patient.BirthDoubt is { IsConflict: true } ? Reason.Conflict : Reason.NoData, "date of birth", patient.BirthDoubt?.Sentence ?? "The date of birth is not on record.");
        if (born.First > asOf)
            return Finding.Unknown(Reason.NoData, "date of birth", $"The date of birth on record, {born.Text}, lies after the day judged on.");
        if (DerivedValue.IsTooOld(born, asOf))
            return Finding.Unknown(Reason.NoData, "date of birth", $"By the date of birth on record, {born.Text}, the patient would be {asOf.Year - born.Last.Year} years old: check it.");
        var oldest = Whole(born.First, asOf, leaf.Unit);
        var youngest = Whole(born.Last > asOf ? asOf : born.Last, asOf, leaf.Unit);
        var evidence = new Evidence("date of birth", born.Text, null, null, $"Patient/{patient.Id}");
        var holds = leaf.Comparison.Holds(oldest, leaf.Value);
        if (holds != leaf.Comparison.Holds(youngest, leaf.Value))
            return Finding.Unknown(Reason.ImpreciseDate, "exact date of birth", $"Born {born.Text}: not precise enough for {words}.", evidence);
        // "Over 18" may mean from the 19th birthday, or from the day after the 18th.
        if (leaf.Comparison == Comparison.Above && leaf.Unit is "a" && oldest == leaf.Value && !holds && born.First.AddYears(oldest) < asOf)
            return Finding.Unknown(Reason.NeedsJudgment, null, $"Asked: {words}; the patient is {oldest}, and turns {oldest + 1} later: whether that is more, a person must say.", evidence);
        var age = oldest == youngest ? oldest.ToString(CultureInfo.InvariantCulture) : $"{youngest} to {oldest}";
        return Finding.Known(holds, [evidence], $"Asked: {words}; the patient is {age} {(leaf.Unit is "a" ? "years" : leaf.Unit is "mo" ? "months" : leaf.Unit is "wk" ? "weeks" : "days")} old.");
    }

    private static int Whole(DateOnly born, DateOnly asOf, string unit)
    {
        if (unit is "d")
            return asOf.DayNumber - born.DayNumber;
        if (unit is "wk")
            return (asOf.DayNumber - born.DayNumber) / 7;
        var months = ((asOf.Year - born.Year) * 12) + asOf.Month - born.Month;
        // Born on the 31st or on 29 February: in a shorter month its last day fills the month.
        if (asOf.Day < born.Day && asOf.Day < DateTime.DaysInMonth(asOf.Year, asOf.Month))
            months--;
        return unit is "mo" ? months : (int)Math.Floor(months / 12m);
    }
}
