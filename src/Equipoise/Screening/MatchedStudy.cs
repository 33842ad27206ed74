using Equipoise.Eligibility.Criteria;

namespace Equipoise.Screening;

/// <summary>A study that patients are matched with.</summary>
/// <param name="Study">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Source">Where its criteria come from: <c>protocol</c> or <c>record</c>.</param>
/// <param name="Criteria">What it asks.</param>
internal sealed record MatchedStudy(string Study, string Title, string Source, IReadOnlyList<Criterion> Criteria);
