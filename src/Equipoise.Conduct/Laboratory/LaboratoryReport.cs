using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Derived;
using Equipoise.Conduct.Safety;
using Equipoise.Eligibility.Facts;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Laboratory;

/// <summary>The laboratory results of one participant, graded by CTCAE 5.0.</summary>
/// <param name="Tests">The tests that have results, in the order of the forms.</param>
/// <param name="BaselineUntil">The last day whose result can be the baseline: that of the first dose, else of randomization; null before it.</param>
/// <param name="BaselineIsByDose">Whether that is the day of the first dose.</param>
/// <param name="Problems">What cannot be read or does not fit, each a sentence.</param>
/// <remarks>The baseline is the last result up to the day of the first dose, which is given after sampling (ADaM's ABLFL). From the baseline on,
/// rules that depend on it compare with it; results before it are compared with the limits of normal alone. Calcium is graded as corrected for
/// albumin, as CTCAE asks, where both were measured in the same sample.</remarks>
public sealed record LaboratoryReport(IReadOnlyList<LaboratoryTest> Tests, DateOnly? BaselineUntil, bool BaselineIsByDose, IReadOnlyList<string> Problems)
{
    /// <summary>Derives the report.</summary>
    public static LaboratoryReport Of(AssessedParticipant participant)
    {
        var problems = new List<string>();
        var samples = participant.Forms.Where(filled => filled.Form.Laboratory is not null)
            .Select(filled => new Sample(filled, filled.Day(filled.Form.Laboratory!.Date) ?? filled.Entry.RecordedOn, OwnRanges(filled, problems)))
            .OrderBy(sample => sample.Day).ThenBy(sample => sample.Filled.Entry.Number).ToList();
        var events = AdverseEvents.Of(participant);
        var site = new SiteRanges(participant.Site.ReferenceRanges());
        var until = participant.FirstDose ?? participant.RandomizedOn;
        var tests = new List<LaboratoryTest>();
        foreach (var form in participant.Design.Forms.Where(form => form.Laboratory is not null))
        {
            foreach (var field in form.Fields.Where(IsTest))
            {
                var measured = samples.Where(sample => string.Equals(sample.Filled.Form.Code, form.Code, StringComparison.Ordinal) && sample.Filled.Number(field.Code) is not null).ToList();
                var (low, high) = measured.Count == 0 ? (null, null) : Limits(site, field, participant.Sex);
                var values = measured.Select(sample => Reading.Of(sample, field, low, high, participant.Sex)).ToList();
                if (values.Count > 0)
                    tests.Add(new LaboratoryTest(form.Code, field.Code, field.Fact!.Name, field.Label, field.Unit!, Graded(values, field, until, events)));
            }
        }

        problems.AddRange(EventsWithoutTheirGrade(tests, events));
        return new LaboratoryReport(tests, until, participant.FirstDose is not null, problems);
    }

    /// <summary>Whether a field of a laboratory form is a test.</summary>
    internal static bool IsTest(FormField field) => field is { Fact.Kind: FactKind.Measurement, Unit: not null, Type: FieldType.Number or FieldType.WholeNumber };

    private static List<LaboratoryResult> Graded(List<Reading> readings, FormField field, DateOnly? until, IReadOnlyList<AdverseEvent> events)
    {
        var baseline = until is null ? null : readings.LastOrDefault(reading => reading.Sample.Day <= until);
        var baselineGrade = baseline is null ? null : Grade(baseline, field, baseline.Graded).Grade;
        return
        [
            .. readings.Select(reading =>
            {
                var isCompared = baseline is not null && reading.Sample.Day >= baseline.Sample.Day;
                var grade = Grade(reading, field, isCompared ? baseline!.Graded : null);
                var entry = reading.Sample.Filled.Entry;
                var happened = events.Where(one => one.Covers(reading.Sample.Day) && string.Equals(one.Term, grade.Term, StringComparison.OrdinalIgnoreCase)).MaxBy(one => one.Grade);
                return new LaboratoryResult
                {
                    Entry = entry.Id, Day = reading.Sample.Day, Visit = entry.Visit, VisitCount = entry.VisitCount, Value = reading.Value,
                    Low = reading.Low, High = reading.High, HasOwnRange = reading.HasOwnRange, Grade = grade, IsBaseline = ReferenceEquals(reading, baseline), Event = happened,
                    Disagreement = Disagreement(grade, happened, ReferenceEquals(reading, baseline) ? null : isCompared ? baselineGrade ?? 0 : null),
                };
            }),
        ];
    }

    private static LabGrade Grade(Reading reading, FormField field, decimal? baseline)
    {
        var grade = LabGrader.Grade(new LabResult(field.Fact!.Name, reading.Graded, field.Unit!, reading.Low, reading.High, baseline));
        return reading.Graded == reading.Value ? grade : grade with { Rule = $"{grade.Rule}; corrected for albumin" };
    }

    // A grade that is no worse than at baseline is no event; one that came before it belongs to the history.
    private static string? Disagreement(LabGrade grade, AdverseEvent? happened, int? baselineGrade) => (grade.Grade, happened) switch
    {
        ({ } derived, { } one) when one.Grade < derived => $"The value is of grade {derived}, but {one.Entry} ({one.Term}) has grade {one.Grade}.",
        ( > 0, null) when grade.Grade > baselineGrade => $"The value is of grade {grade.Grade} ({grade.Term}), but no adverse event of that term is on record for the day.",
        _ => null,
    };

    private static IEnumerable<string> EventsWithoutTheirGrade(List<LaboratoryTest> tests, IReadOnlyList<AdverseEvent> events)
    {
        foreach (var happened in events.Where(one => LabGrader.Knows(one.Term)))
        {
            var during = tests.SelectMany(test => test.Results).Where(result => string.Equals(result.Event?.Entry, happened.Entry, StringComparison.Ordinal)).Select(result => result.Grade.Grade).OfType<int>().ToList();
            // CTCAE gives grade 5 to death, which no laboratory measures.
            if (during.Count > 0 && during.Max() < happened.Grade && happened.Grade < 5)
                yield return $"{happened.Entry} ({happened.Term}) has grade {happened.Grade}, but the worst value on its days is of grade {during.Max()}.";
        }
    }

    private static (decimal? Low, decimal? High) Limits(SiteRanges ranges, FormField field, string? sex) =>
        (ranges.Find(field.Fact!.Name, upper: false, field.Unit!, sex), ranges.Find(field.Fact.Name, upper: true, field.Unit!, sex));

    private static SiteRanges OwnRanges(FilledForm filled, List<string> problems)
    {
        if (filled.Text(filled.Form.Laboratory!.Ranges) is not { } text)
            return SiteRanges.None;
        try
        {
            return new SiteRanges(RangeList.Read(text));
        }
        catch (FormatException error)
        {
            problems.Add($"The reference ranges of {filled.Entry.Id} cannot be read, so the site's are taken: {error.Message}");
            return SiteRanges.None;
        }
    }

    private sealed record Sample(FilledForm Filled, DateOnly Day, SiteRanges Own);

    private sealed record Reading(Sample Sample, decimal Value, decimal Graded, decimal? Low, decimal? High, bool HasOwnRange)
    {
        private const string Calcium = "calcium";
        private const string Albumin = "albumin";

        /// <summary>Reads one.</summary>
        /// <param name="sample">The sample.</param>
        /// <param name="field">The test.</param>
        /// <param name="siteLow">The site's lower limit, for a sample without a range of its own.</param>
        /// <param name="siteHigh">The upper one.</param>
        /// <param name="sex">The participant's.</param>
        public static Reading Of(Sample sample, FormField field, decimal? siteLow, decimal? siteHigh, string? sex)
        {
            var (variable, unit, value) = (field.Fact!.Name, field.Unit!, sample.Filled.Number(field.Code)!.Value);
            var (low, high) = ReferenceEquals(sample.Own, SiteRanges.None) ? (null, null) : Limits(sample.Own, field, sex);
            var hasOwn = low is not null || high is not null;
            return new Reading(sample, value, Corrected(sample, variable, unit, value) ?? value, hasOwn ? low : siteLow, hasOwn ? high : siteHigh, hasOwn);
        }

        private static decimal? Corrected(Sample sample, string variable, string unit, decimal calcium)
        {
            if (variable is not Calcium || sample.Filled.Form.Fields.FirstOrDefault(field => IsTest(field) && field.Fact!.Name is Albumin) is not { } field || sample.Filled.Number(field.Code) is not { } albumin
                || LabUnits.Convert(albumin, field.Unit!, "g/L") is not { } grams)
                return null;
            return unit switch
            {
                "mmol/L" => decimal.Round((decimal)CorrectedCalcium.InMillimoles((double)calcium, (double)grams), 4),
                "mg/dL" => decimal.Round((decimal)CorrectedCalcium.InMilligrams((double)calcium, (double)grams / 10), 4),
                _ => null,
            };
        }
    }
}
