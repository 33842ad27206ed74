using Equipoise.Registry.Records;

namespace Equipoise.Registry.Reading;

/// <summary>A structured age limit and one stated in the criteria that do not admit the same people. Whoever is of an age
/// between the two has to ask the study team.</summary>
/// <param name="Structured">The structured limit.</param>
/// <param name="Stated">The stated one.</param>
/// <param name="FirstYear">The youngest age, in full years, about which the two disagree.</param>
/// <param name="LastYear">The oldest.</param>
public sealed record AgeDisagreement(Age Structured, AgeBound Stated, int FirstYear, int LastYear)
{
    /// <summary>Compares the structured limits of a record with its criteria. Structured limits admit those of exactly that
    /// age, as the registry defines them.</summary>
    public static IReadOnlyList<AgeDisagreement> FindIn(StudyRecord study, CriteriaText criteria)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(criteria);
        return [.. AgeStatement.FindIn(criteria.Texts(CriteriaKind.Inclusion)).Select(bound => Compare(bound, bound.IsUpper ? study.MaximumAge : study.MinimumAge)).OfType<AgeDisagreement>()];
    }

    private static AgeDisagreement? Compare(AgeBound stated, string? limit)
    {
        if (!Age.TryParse(limit, out var age) || age.Unit != AgeUnit.Years || age.Value == stated.LastYear)
            return null;
        var (low, high) = age.Value < stated.LastYear ? (age.Value, stated.LastYear) : (stated.LastYear, age.Value);
        // Above an upper limit and below a lower one: the limit itself that both admit is no matter of dispute.
        return stated.IsUpper ? new AgeDisagreement(age, stated, low + 1, high) : new AgeDisagreement(age, stated, low, high - 1);
    }
}
