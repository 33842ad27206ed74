using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Endpoints;
using Equipoise.Statistics.Survival;

namespace Equipoise.Analysis.Comparing;

/// <summary>The variables of participants as factors of an analysis.</summary>
internal sealed class SubjectVariables(StudyData data)
{
    /// <summary>The level of whoever has none on record.</summary>
    public const string Unknown = "not on record";

    private readonly Dictionary<string, Subject> subjects = data.Subjects.ToDictionary(subject => subject.Code, StringComparer.Ordinal);

    /// <summary>A variable of the participants of some times, its levels in the order of their names.</summary>
    public Factor Factor(IReadOnlyList<EventTime> times, string code)
    {
        var values = times.Select(time => Level(time, code)).ToList();
        return Statistics.Survival.Factor.Of(code, values, [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Strata made of several variables; null where there is none to make them of.</summary>
    public Factor? Strata(IReadOnlyList<EventTime> times, IReadOnlyList<string> codes)
    {
        if (codes.Count == 0)
            return null;
        // Cuts of older versions hold the stratum as one label and no variables.
        return Statistics.Survival.Factor.Of("stratum", [.. times.Select(time => subjects.GetValueOrDefault(time.Participant) is { Variables.Count: > 0 }
            ? string.Join(' ', codes.Select(code => Level(time, code)))
            : time.Stratum)]);
    }

    private string Level(EventTime time, string code) =>
        subjects.GetValueOrDefault(time.Participant)?.Variables.GetValueOrDefault(code) is { Length: > 0 } level ? level : Unknown;
}
