using Equipoise.Search.Queries;
using Equipoise.Search.Segments;
using Equipoise.Search.Text;

namespace Equipoise.Search.Execution;

/// <summary>A word or phrase as it is looked for on a table, worked out once for all segments.</summary>
/// <param name="Target">Where it is searched.</param>
/// <param name="Phrase">The phrase, or null for a word.</param>
/// <param name="Exact">Whether only what is written like it counts.</param>
/// <param name="Readings">The ways to read it.</param>
internal sealed record TextPlan(TextTarget Target, PhraseQuery? Phrase, bool Exact, IReadOnlyList<TextReading> Readings);

/// <summary>A way to read a word or phrase.</summary>
/// <param name="Words">The words.</param>
/// <param name="Entries">For each of them what the dictionary of each segment says of it, or null where it does not have it.</param>
/// <param name="Rarity">How rare it is, without any boost.</param>
/// <param name="Formula">How it scores.</param>
internal sealed record TextReading(IReadOnlyList<WordForms> Words, TermEntry?[][] Entries, double Rarity, Bm25 Formula);

/// <summary>Forms of a word that count as one.</summary>
/// <param name="Forms">The forms, each with what an occurrence counts.</param>
/// <param name="Formula">How their sum scores: as rare as the most frequent form over the whole index, whether or not a segment has it. Null where there is no form.</param>
internal sealed record SynonymPlan(IReadOnlyList<(TextPlan Plan, float Boost)> Forms, Bm25? Formula);
