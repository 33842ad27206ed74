using Equipoise.Eligibility.Criteria;

namespace Equipoise.Protocols;

/// <summary>What a study has promised to do, written by hand.</summary>
/// <param name="Study">The study's id.</param>
/// <param name="Criteria">Whom it takes, in the order of the record.</param>
public sealed record Protocol(string Study, IReadOnlyList<Criterion> Criteria);
