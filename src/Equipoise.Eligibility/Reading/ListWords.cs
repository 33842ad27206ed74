using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Grammar;

namespace Equipoise.Eligibility.Reading;

/// <summary>What the line above a list says of it: the same wherever its characters stand below the same kind of heading.</summary>
/// <param name="LeadIn">How the entries belong together.</param>
/// <param name="Heading">What they are about: "Performance status:"; null for nothing in particular.</param>
/// <param name="Words">What it says of each of them.</param>
/// <param name="Guard">For whom they count; null for everybody.</param>
/// <param name="SetsLimit">It asks something itself.</param>
internal sealed record ListWords(LeadIn LeadIn, Subjects? Heading, WordsAbove Words, CriterionNode? Guard, bool SetsLimit);
