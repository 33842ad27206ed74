using System.Text.Json;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>The stages of a patient's tumors, from the conditions themselves and from mCODE's stage groups, which are observations about a
/// condition.</summary>
internal sealed class TumorStages
{
    private readonly List<(string? Condition, StageName Stage, FactDate? Date)> noted = [];

    /// <summary>Notes a stage; what is no stage is passed over.</summary>
    /// <param name="condition">The condition it is of, as <c>Condition/id</c>; null where the record does not say.</param>
    /// <param name="value">The stage as a CodeableConcept.</param>
    /// <param name="date">The day of the staging.</param>
    public void Note(string? condition, JsonElement? value, FactDate? date)
    {
        foreach (var text in Json.Names(value).Concat(Json.Codes(value).Select(code => code.Code).OfType<string>()))
        {
            if ((StageName.In(text) ?? (StageName.TryRead(text, out var bare) ? bare : null)) is not { } stage)
                continue;
            noted.Add((condition, stage, date));
            return;
        }
    }

    /// <summary>The conditions, each tumor called by its latest stage where it has one and its name does not say it.</summary>
    public List<EventFact> Named(List<EventFact> conditions)
    {
        if (noted.Count == 0)
            return conditions;
        var tumors = conditions.Where(IsStaged).Select(fact => fact.Source).Distinct(StringComparer.Ordinal).ToList();
        return conditions.ConvertAll(fact => IsStaged(fact) && StageName.In(fact.Words) is null && Of(fact.Source, tumors.Count == 1) is { } stage ? fact with { Words = $"{fact.Words}, stage {stage}" } : fact);
    }

    // Of two stagings of one day that differ, neither counts.
    private StageName? Of(string source, bool isOnly)
    {
        var its = noted.Where(one => one.Condition is null ? isOnly : string.Equals(one.Condition, source, StringComparison.Ordinal)).ToList();
        if (its.Count == 0)
            return null;
        var last = its.Max(one => one.Date?.Last ?? DateOnly.MinValue);
        var latest = its.Where(one => (one.Date?.Last ?? DateOnly.MinValue) == last).Select(one => one.Stage).Distinct().ToList();
        return latest is [var stage] ? stage : null;
    }

    private static bool IsStaged(EventFact fact) => fact.Standing != Standing.Absent && fact.Concepts.Any(one => Concepts.Conditions.IsA(one, "cancer"));
}
