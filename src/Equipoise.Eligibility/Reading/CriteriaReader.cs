using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Grammar;
using Equipoise.Eligibility.Reading.Sections;

namespace Equipoise.Eligibility.Reading;

/// <summary>Reads a registry's eligibility text into criteria: what it says, and honestly what was not understood.</summary>
/// <remarks>Deterministic, and linear in the text: each entry has a number of steps for each of its tokens, and what is not
/// read within them is residue.</remarks>
public static partial class CriteriaReader
{
    private const int KeptLines = 8192;

    // Words above a list that are a paragraph name no subject, guard or limit of it.
    private const int LongestAbove = 200;

    // Five pages in one sentence: nobody wrote that, and nobody reads it.
    private const int MostTokens = 3000;

    /// <summary>What all readings of this process share.</summary>
    internal static KnownLines Lines { get; } = new(KeptLines);

    /// <summary>The entries of a text in its order. Text under no heading is inclusion.</summary>
    public static IReadOnlyList<Criterion> Read(string text) => Read(text, out _);

    /// <summary>The same, with the number of steps it took.</summary>
    public static IReadOnlyList<Criterion> Read(string text, out long steps) => Read(text, Lines, out steps);

    /// <summary>The same, with a memory of the caller's own.</summary>
    internal static IReadOnlyList<Criterion> Read(string text, KnownLines lines, out long steps)
    {
        var roots = Paragraphs.Split(text, EntrySplitter.Split(text));
        EntrySplitter.SplitInline(text, roots);
        var room = WorkRoom.Enter();
        var reading = new Reading(text, room, lines);
        foreach (var polarity in (Polarity[])[Polarity.Inclusion, Polarity.Exclusion])
        {
            var section = roots.Where(root => root.Polarity == polarity).ToList();
            reading.AddAll(section, polarity == Polarity.Inclusion ? "inclusion-" : "exclusion-", null, polarity, EntryContext.None, allows: false);
        }

        reading.ReadWaiting();
        room.Leave();
        steps = reading.Steps;
        return [.. reading.Criteria.OrderBy(criterion => criterion.Source.Start)];
    }

    private sealed partial class Reading(string text, WorkRoom room, KnownLines lines)
    {
        private readonly List<Waiting> waiting = [];
        private readonly Dictionary<(Entry, Polarity), (Subjects? Heading, WordsAbove Words)> wordsAbove = [];

        // The entry above others whose tokens are at hand: what stands above a list is asked several things.
        private Entry? cut;

        public List<Criterion> Criteria { get; } = [];

        public long Steps { get; private set; }

        public void AddAll(IReadOnlyList<Entry> entries, string prefix, string? parent, Polarity polarity, EntryContext context, bool allows)
        {
            var labels = EntryLabels.Of(entries);
            string? first = null;
            for (var i = 0; i < entries.Count; i++)
            {
                var continues = polarity == Polarity.Inclusion && !allows && Alternatives.LinkNext(text, entries, i);
                var above = entries[i].Topic is { } topic ? Beside(entries[i], topic, polarity, context) : context;
                // Behind the only one nothing follows.
                var ends = entries.Count == 1 && parent is null && polarity == Polarity.Inclusion && Alternatives.EndsWithOr(text, entries[i]);
                Add(entries[i], prefix + labels[i], first ?? parent, polarity, continues || ends ? above with { OneIsEnough = true } : above, allows);
                // The first of several alternatives stands for all of them.
                if (continues && first is null)
                {
                    first = Criteria[^1].Id;
                    Criteria[^1] = Criteria[^1] with { Grouping = Grouping.Any };
                }
                else if (!continues)
                {
                    first = null;
                }
            }
        }

        private void Add(Entry entry, string id, string? parent, Polarity polarity, EntryContext context, bool allows)
        {
            if (entry.Children.Count == 0 && !IsBareLeadIn(entry))
            {
                var blank = Blank(entry, id, parent, polarity);
                var leaf = new Waiting(Criteria.Count, entry, context, allows, HashOf(entry, polarity, context));
                if (Known(leaf, polarity) is { } line)
                    blank = Said(blank, leaf, line);
                else
                    waiting.Add(leaf);
                Criteria.Add(blank);
                return;
            }

            var words = TextOf(entry);
            if (entry.Children.Count > 0 && !LeadIn.Announces(words) && !LeadIn.GoesOn(TextOf(entry.Children[0])) && Leaf(entry, id, parent, polarity, context, allows) is var statement && IsStatement(statement))
            {
                Criteria.Add(statement);
                AddAll(entry.Children, id + ".", id, polarity, context with { OneIsEnough = false, Heading = null }, allows);
                return;
            }

            var list = entry.Children.Count > 0 ? ListWordsOf(entry, polarity, context) : null;
            var leadIn = list?.LeadIn ?? LeadIn.Read(words, polarity);
            if (leadIn.AtLeast == LeadIn.EachOfThem)
                leadIn = leadIn with { AtLeast = Math.Max(1, entry.Children.Count) };
            // Fewer items than are to be fulfilled: something else was counted.
            if (leadIn.AtLeast > entry.Children.Count)
                leadIn = leadIn with { Grouping = Grouping.Each, AtLeast = 1 };
            // What its exceptions take away from it nobody reads, so it is not understood; nor is a limit that it sets itself.
            var unread = (leadIn.Allows && entry.Children.Count > 0) || list is { SetsLimit: true } || (entry.Children.Count > 0 && !LeadIn.Announces(words) && LeadIn.GoesOn(TextOf(entry.Children[0])));
            Criteria.Add(Blank(entry, id, parent, polarity) with
            {
                Evaluability = unread ? Evaluability.Partial : Evaluability.Administrative,
                Residue = unread ? [new SourceSpan(entry.Start, entry.End)] : [],
                Grouping = leadIn.Grouping,
                AtLeast = leadIn.AtLeast,
            });
            if (list is null)
                return;
            var below = Below(entry, polarity, context, leadIn, list.Words) with
            {
                Heading = list.Heading ?? context.Heading,
                OneIsEnough = leadIn.Grouping == Grouping.Any,
                Guard = context.Guard ?? list.Guard,
                Told = context.Told || LeadIn.TellsOfItems(words, leadIn.Grouping),
            };
            AddAll(entry.Children, id + ".", id, polarity, below, allows || leadIn.Allows);
        }

        // What the words above a list say of each of its entries.
        private EntryContext Below(Entry entry, Polarity polarity, EntryContext context, LeadIn leadIn, WordsAbove above)
        {
            var span = new SourceSpan(entry.Start, entry.End);
            // "Patients may not have any of the following:" below Exclusion forbids once, not twice.
            var negates = leadIn.Negates && !(polarity == Polarity.Exclusion && LeadIn.Forbids(TextOf(entry)));
            return context with
            {
                Within = above.Within ?? context.Within,
                Current = context.Current || above.Current,
                DeniedBy = negates ? span : context.DeniedBy,
                Concerns = above.Concerns || (negates && (context.DeniedBy is not null || polarity == Polarity.Exclusion)) ? span : context.Concerns,
                Narrows = above.Narrows ? span : context.Narrows,
            };
        }

        // What a line beside entries says of them. Where its list ends nobody wrote, so that it turns nothing about.
        private EntryContext Beside(Entry entry, Entry topic, Polarity polarity, EntryContext context)
        {
            if (topic.Topic is { } outer && (topic.IsHeading || outer.IsHeading))
                context = Beside(entry, outer, polarity, context);
            var span = new SourceSpan(topic.Start, topic.End);
            var above = Above(topic, polarity, context);
            return context with
            {
                Within = above.Within ?? context.Within,
                Current = context.Current || above.Current,
                Concerns = above.Concerns || above.Guard is not null || (LeadIn.Denies(TextOf(topic)) && !(polarity == Polarity.Exclusion && LeadIn.Forbids(TextOf(topic))) && !StartsWithNo(entry)) ? span : context.Concerns,
                Narrows = above.Narrows ? span : context.Narrows,
            };
        }

        // Of a line that stands beside a whole list, each entry of the list asks.
        private WordsAbove Above(Entry entry, Polarity polarity, EntryContext context)
        {
            if (wordsAbove.TryGetValue((entry, polarity), out var known) && ReferenceEquals(known.Heading, context.Heading))
                return known.Words;
            var words = ReadAbove(entry, polarity, context);
            wordsAbove[(entry, polarity)] = (context.Heading, words);
            return words;
        }

        private WordsAbove ReadAbove(Entry entry, Polarity polarity, EntryContext context)
        {
            var words = TextOf(entry);
            if (words.Length > 400 || Parser(entry, polarity, context).ReadWindow(out var first, out var end) is not { } window)
                return WordsAbove.Read(words, null, words);
            var tokens = room.Above.Tokens;
            var (before, after) = (text[entry.Start..tokens[first].Start], text[tokens[end - 1].End..entry.End]);
            // In the middle of a sentence it may be the time of something else.
            return HeadingWords.ArePlain(HeadingWords.Of(before)) || HeadingWords.ArePlain(HeadingWords.Of(after)) ? WordsAbove.Read(words, window, $"{before} {after}") : WordsAbove.Read(words, null, words);
        }

        private ReadOnlySpan<char> TextOf(Entry entry) => text.AsSpan(entry.Start, entry.End - entry.Start);

        // "Metastatic breast cancer" above "Measurable disease": something is asked there too. A treatment's name, or "adequate renal
        // function", announces what stands below it.
        private static bool IsStatement(Criterion criterion) => criterion.Tree switch
        {
            null => criterion.Evaluability == Evaluability.Partial && criterion.Text.Length > 60,
            // But "Has had radiotherapy to the pelvis." is a sentence.
            Therapy { Within: null, Comparison: null } => criterion.Text.EndsWith('.') && criterion.Text.Contains(' ', StringComparison.Ordinal),
            Circumstance { Kind: CircumstanceKind.Judgment } => false,
            _ => true,
        };

        // What stands above a list, where other records had the same words above theirs or anew
        private ListWords ListWordsOf(Entry entry, Polarity polarity, EntryContext context)
        {
            var words = TextOf(entry);
            if (words.Length > KnownLines.LongestKept)
                return ReadList(entry, polarity, context);
            var hash = ~KnownLines.Hash(words, polarity, context);
            if (lines.Find(hash, words, polarity, context, aboveList: true) is { List: { } known })
                return known;
            var list = ReadList(entry, polarity, context);
            lines.Offer(hash, new KnownLine(words.ToString(), polarity, context) { List = list });
            return list;
        }

        private ListWords ReadList(Entry entry, Polarity polarity, EntryContext context)
        {
            var isShort = entry.End - entry.Start <= LongestAbove;
            var heading = isShort ? Parser(entry, polarity, context).ReadHeading() : null;
            return new ListWords(
                LeadIn.Read(TextOf(entry), polarity),
                heading,
                Above(entry, polarity, heading is null ? context : context with { Heading = heading }),
                GuardOf(entry, polarity, context),
                SetsLimit: isShort && SetsLimit(entry, polarity, context));
        }

        // A list that counts for some: "if there are liver metastases:"
        private CriterionNode? GuardOf(Entry entry, Polarity polarity, EntryContext context) =>
            Above(entry, polarity, context).Guard ?? (polarity == Polarity.Inclusion && entry.End - entry.Start <= LongestAbove ? Parser(entry, polarity, context).ReadGuard() : null);

        // "Adequate organ function, with ECOG 0-1, defined as:" asks something above its list; "if creatinine > 1.5 mg/dL:" says for whom it counts.
        private bool SetsLimit(Entry entry, Polarity polarity, EntryContext context) =>
            TextOf(entry).ContainsAnyInRange('0', '9') && GuardOf(entry, polarity, EntryContext.None) is null && Parser(entry, polarity, context).Read() is { } tree && Limits(tree);

        private static bool Limits(CriterionNode node) => node is Measurement or PerformanceStatus or AgeLimit || node.Parts.Any(Limits);

        // A heading whose list is missing, or "none".
        private bool IsBareLeadIn(Entry entry) => entry.End <= entry.Start || (text[entry.End - 1] == ':' && entry.End - entry.Start < 40);

        // Behind its number, "1.2 No prior x"
        private bool StartsWithNo(Entry entry) => text.AsSpan(entry.Start, entry.End - entry.Start).TrimStart("0123456789. *-") is var words && (words.StartsWith("No ", StringComparison.Ordinal) || words.StartsWith("Must ", StringComparison.Ordinal));

        private Criterion Blank(Entry entry, string id, string? parent, Polarity polarity) => new()
        {
            Id = id,
            Polarity = polarity,
            Text = text[entry.Start..entry.End],
            Source = new SourceSpan(entry.Start, entry.End),
            Evaluability = Evaluability.Administrative,
            Parent = parent,
        };

        private EntryParser Parser(Entry entry, Polarity polarity, EntryContext context)
        {
            if (ReferenceEquals(cut, entry))
                room.Above.Cursor.Restart();
            else
                room.Above.Cut(text, entry);
            cut = entry;
            return new EntryParser(room.Above.Cursor, polarity, context);
        }
    }

    // An entry that nothing stands below, and where its criterion belongs
    private readonly record struct Waiting(int Index, Entry Entry, EntryContext Context, bool Allows, int Hash);
}
