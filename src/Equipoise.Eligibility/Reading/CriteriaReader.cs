using System.Runtime.InteropServices;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Grammar;
using Equipoise.Eligibility.Reading.Sections;

namespace Equipoise.Eligibility.Reading;

/// <summary>Reads a registry's eligibility text into criteria: what it says, and honestly what was not understood.</summary>
/// <remarks>Deterministic, and linear in the text: each entry has a number of steps for each of its tokens, and what is not
/// read within them is residue.</remarks>
public static class CriteriaReader
{
    // Five pages in one sentence: nobody wrote that, and nobody reads it.
    private const int MostTokens = 3000;

    /// <summary>The entries of a text in its order. Text under no heading is inclusion.</summary>
    public static IReadOnlyList<Criterion> Read(string text) => Read(text, out _);

    /// <summary>The same, with the number of steps it took.</summary>
    public static IReadOnlyList<Criterion> Read(string text, out long steps)
    {
        var roots = Paragraphs.Split(text, EntrySplitter.Split(text));
        EntrySplitter.SplitInline(text, roots);
        var room = WorkRoom.Enter();
        var reading = new Reading(text, room);
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

    private sealed class Reading(string text, WorkRoom room)
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
                waiting.Add(new Waiting(Criteria.Count, entry, context, allows));
                Criteria.Add(Blank(entry, id, parent, polarity));
                return;
            }

            var words = TextOf(entry);
            if (entry.Children.Count > 0 && !LeadIn.Announces(words) && !LeadIn.GoesOn(TextOf(entry.Children[0])) && Leaf(entry, id, parent, polarity, context, allows) is var statement && IsStatement(statement))
            {
                Criteria.Add(statement);
                AddAll(entry.Children, id + ".", id, polarity, context with { OneIsEnough = false, Heading = null }, allows);
                return;
            }

            var leadIn = LeadIn.Read(words, polarity);
            if (leadIn.AtLeast == LeadIn.EachOfThem)
                leadIn = leadIn with { AtLeast = Math.Max(1, entry.Children.Count) };
            // Fewer items than are to be fulfilled: something else was counted.
            if (leadIn.AtLeast > entry.Children.Count)
                leadIn = leadIn with { Grouping = Grouping.Each, AtLeast = 1 };
            // What its exceptions take away from it nobody reads, so it is not understood; nor is a limit that it sets itself.
            var unread = (leadIn.Allows && entry.Children.Count > 0) || SetsLimit(entry, polarity, context) || (entry.Children.Count > 0 && !LeadIn.Announces(words) && LeadIn.GoesOn(TextOf(entry.Children[0])));
            Criteria.Add(Blank(entry, id, parent, polarity) with
            {
                Evaluability = unread ? Evaluability.Partial : Evaluability.Administrative,
                Residue = unread ? [new SourceSpan(entry.Start, entry.End)] : [],
                Grouping = leadIn.Grouping,
                AtLeast = leadIn.AtLeast,
            });
            var below = entry.Children.Count == 0 || entry.End - entry.Start > 200 ? context : context with { Heading = Parser(entry, polarity, context).ReadHeading() ?? context.Heading };
            if (entry.Children.Count > 0)
                below = Below(entry, polarity, below, leadIn);
            below = below with { OneIsEnough = leadIn.Grouping == Grouping.Any, Guard = GuardOf(entry, polarity, context), Told = context.Told || (entry.Children.Count > 0 && LeadIn.TellsOfItems(text.AsSpan(entry.Start, entry.End - entry.Start), leadIn.Grouping)) };
            AddAll(entry.Children, id + ".", id, polarity, below, allows || leadIn.Allows);
        }

        // What the words above a list say of each of its entries.
        private EntryContext Below(Entry entry, Polarity polarity, EntryContext context, LeadIn leadIn)
        {
            var span = new SourceSpan(entry.Start, entry.End);
            var above = Above(entry, polarity, context);
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

        // A list that counts for some: "if there are liver metastases:". Of two guards one would be lost.
        private CriterionNode? GuardOf(Entry entry, Polarity polarity, EntryContext context) =>
            context.Guard ?? (entry.Children.Count > 0 ? Above(entry, polarity, context).Guard : null) ?? (polarity == Polarity.Inclusion && entry.Children.Count > 0 && entry.End - entry.Start <= 200 ? Parser(entry, polarity, context).ReadGuard() : null);

        // "Adequate organ function, with ECOG 0-1, defined as:" asks something above its list; "if creatinine > 1.5 mg/dL:" says for whom it counts.
        private bool SetsLimit(Entry entry, Polarity polarity, EntryContext context) =>
            entry.Children.Count > 0 && entry.End - entry.Start <= 200 && text.AsSpan(entry.Start, entry.End - entry.Start).ContainsAnyInRange('0', '9') && GuardOf(entry, polarity, EntryContext.None) is null &&
            Parser(entry, polarity, context).Read() is { } tree && Limits(tree);

        private static bool Limits(CriterionNode node) => node is Measurement or PerformanceStatus or AgeLimit || node.Parts.Any(Limits);

        // A heading whose list is missing, or "none".
        private bool IsBareLeadIn(Entry entry) => entry.End <= entry.Start || (text[entry.End - 1] == ':' && entry.End - entry.Start < 40);

        // Entries wait until all of a text are known, and are read some together.
        public void ReadWaiting()
        {
            Span<EntryParser?> parsers = new EntryParser?[Math.Min(waiting.Count, WorkRoom.Desks)];
            Span<CriterionNode?> trees = new CriterionNode?[parsers.Length];
            for (var from = 0; from < waiting.Count; from += WorkRoom.Desks)
            {
                var some = CollectionsMarshal.AsSpan(waiting)[from..Math.Min(from + WorkRoom.Desks, waiting.Count)];
                for (var i = 0; i < some.Length; i++)
                    room[i].Cut(text, some[i].Entry);
                for (var i = 0; i < some.Length; i++)
                    room[i].Cursor.LookAtAll();
                for (var i = 0; i < some.Length; i++)
                {
                    var parser = new EntryParser(room[i].Cursor, Criteria[some[i].Index].Polarity, some[i].Context);
                    (parsers[i], trees[i]) = room[i].Tokens.Count > MostTokens ? (null, null) : (parser, parser.Read());
                }

                for (var i = 0; i < some.Length; i++)
                {
                    ref var criterion = ref CollectionsMarshal.AsSpan(Criteria)[some[i].Index];
                    criterion = parsers[i] is { } parser ? Read(criterion, some[i], room[i], parser, trees[i]) : Unread(criterion);
                }
            }
        }

        // A statement that stands above others
        private Criterion Leaf(Entry entry, string id, string? parent, Polarity polarity, EntryContext context, bool allows)
        {
            var parser = Parser(entry, polarity, context);
            var blank = Blank(entry, id, parent, polarity);
            return room.Above.Tokens.Count > MostTokens ? Unread(blank) : Read(blank, new Waiting(0, entry, context, allows), room.Above, parser, parser.Read());
        }

        private static Criterion Unread(Criterion blank) => blank with { Evaluability = Evaluability.Partial, Residue = [blank.Source] };

        // What an entry says, when it was read once
        private Criterion Read(Criterion blank, Waiting leaf, WorkRoom.Desk desk, EntryParser parser, CriterionNode? tree)
        {
            var (_, entry, context, allows) = leaf;
            var polarity = blank.Polarity;
            var residue = Spans(parser.Residue, desk);
            if ((residue.Count > 0 || IsJudgedBeside(tree)) && ReadAgain(parser, polarity, context, desk) is { } plain)
                (tree, residue) = (plain, []);
            // "No prior x" in a list of what is allowed may be asked of everybody after all.
            if (tree is not null && (context.Told || (allows && StartsWithNo(entry))))
                return Unread(blank);
            if (LeadIn.AsksNothing(TextOf(entry)))
                return blank;
            if (allows || (context.OneIsEnough && Alternatives.IsLinkAlone(text, entry)))
                return blank;
            var asked = tree is null ? null : ToldAbove(tree, polarity, context, residue);
            return blank with
            {
                Tree = asked is null ? null : asked with { Source = new SourceSpan(entry.Start, entry.End) },
                Residue = residue,
                Evaluability = residue.Count > 0 ? Evaluability.Partial : Class.Of(asked),
            };
        }

        // A statement with what the words above it say of it; what they say and no rule hands down is residue.
        private static CriterionNode ToldAbove(CriterionNode tree, Polarity polarity, EntryContext context, List<SourceSpan> residue)
        {
            if (context.Within is { } window)
                tree = EntryParser.InTime(tree, window);
            if (context.Current)
                tree = EntryParser.Ongoing(tree);
            var unread = context.Concerns;
            if (context.DeniedBy is not null && EntryParser.Denied(tree) is { } denied)
                tree = denied;
            else if (context.DeniedBy is not null)
                unread ??= context.DeniedBy;
            if (unread is null && Names(tree))
                unread = context.Narrows;
            if (unread is { } words && (residue.Count > 0 || Class.Of(tree) == Evaluability.Computable))
                residue.Insert(0, words);
            return context.Guard is not { } guard ? tree : polarity == Polarity.Inclusion ? new Given(guard, tree, null) : new AllOf([guard, tree]);
        }

        // It names a condition or treatment and not when.
        private static bool Names(CriterionNode node) => node is Condition { Within: null } or Therapy { Within: null } || node.Parts.Any(Names);

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

        // "Measurable disease as determined by the investigator": who determines it may be an aside.
        private static bool IsJudgedBeside(CriterionNode? tree) => tree is AllOf { Of: [_, .., Circumstance { Kind: CircumstanceKind.Judgment, Concept: "investigator judgment" }] };

        // The tree of an entry that is read whole without its asides, or with the words that were left beside names; null for any other.
        private CriterionNode? ReadAgain(EntryParser parser, Polarity polarity, EntryContext context, WorkRoom.Desk desk)
        {
            var (cursor, tokens) = (desk.Cursor, desk.Tokens);
            var before = cursor.Steps;
            var asides = new Asides(cursor, polarity).Find(parser.Residue);
            if (asides.Count > 0)
            {
                Steps += cursor.Steps - before;
                before = 0;
                cut = null;
                for (var i = asides.Count - 1; i >= 0; i--)
                    asides[i].TakeOut(tokens);
                cursor.Reset(text, tokens);
                parser = new EntryParser(cursor, polarity, context) { Relates = asides.Any(aside => aside.Instead is ['w', 'h', 'o', ..]) };
                if (parser.Read() is { } plain && parser.Residue.Count == 0)
                {
                    Steps += cursor.Steps;
                    return plain;
                }
            }

            var whole = parser.Residue.Count > 0 && parser.Absorbing() is { } second && second.Read() is { } absorbed && second.Residue.Count == 0 ? absorbed : null;
            if (whole is null && parser.Residue.Count > 0)
                whole = parser.ReadChunks() ?? (parser.Chunking() is { } third && third.Read() is { } chunked && third.Residue.Count == 0 ? chunked : null);
            Steps += cursor.Steps - before;
            return whole;
        }

        private List<SourceSpan> Spans(IReadOnlyList<int> unread, WorkRoom.Desk desk)
        {
            var tokens = desk.Tokens;
            Steps += desk.Cursor.Steps;
            var spans = new List<SourceSpan>();
            var last = -1;
            foreach (var token in unread.Order())
            {
                if (token == last)
                    continue;
                last = token;
                if (spans.Count > 0 && token > 0 && tokens[token - 1].End == spans[^1].End)
                    spans[^1] = spans[^1] with { End = tokens[token].End };
                else
                    spans.Add(new SourceSpan(tokens[token].Start, tokens[token].End));
            }

            return spans;
        }
    }

    // An entry that nothing stands below, and where its criterion belongs
    private readonly record struct Waiting(int Index, Entry Entry, EntryContext Context, bool Allows);
}
