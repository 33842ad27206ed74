using System.Text.Json;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Exchange;

/// <summary>The documents that criteria can be had as.</summary>
public static class CriteriaFormats
{
    /// <summary>Their names: <c>json</c>, ours; <c>usdm</c>, CDISC USDM 4; <c>evidence-variable</c>, FHIR R5.</summary>
    public static IReadOnlyList<string> Names { get; } = ["json", "usdm", "evidence-variable"];

    /// <summary>Writes a document.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="format">One of <see cref="Names"/>.</param>
    /// <param name="study">The study's id; null for a text of no study.</param>
    /// <param name="text">The text that the criteria were read from.</param>
    /// <param name="criteria">The criteria.</param>
    /// <param name="limits">What the record's own fields say of age and sex, for the linter; null where there is no record.</param>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public static void Write(Utf8JsonWriter json, string format, string? study, string text, IReadOnlyList<Criterion> criteria, RegistryLimits? limits = null)
    {
        switch (format)
        {
            case "json":
                CriteriaDocument.Write(json, study, text, criteria, Linter.Check(criteria, limits));
                break;
            case "usdm":
                UsdmCriteria.Write(json, study, criteria);
                break;
            case "evidence-variable":
                EvidenceVariable.Write(json, study, criteria);
                break;
            default:
                throw new ArgumentException($"There is no format '{format}'.", nameof(format));
        }
    }
}
