using System.Runtime.InteropServices;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Grammar;
using Equipoise.Eligibility.Reading.Sections;

namespace Equipoise.Eligibility.Reading;

/// <content>Entries by themselves: read, or known from other records, and put in their places.</content>
public static partial class CriteriaReader
{
    private sealed partial class Reading
    {
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
                    criterion = parsers[i] is { } parser ? Said(criterion, some[i], Understood(some[i], criterion, room[i], parser, trees[i])) : Unread(criterion);
                }
            }
        }

        // A statement that stands above others
        private Criterion Leaf(Entry entry, string id, string? parent, Polarity polarity, EntryContext context, bool allows)
        {
            var blank = Blank(entry, id, parent, polarity);
            var leaf = new Waiting(0, entry, context, allows, HashOf(entry, polarity, context));
            if (Known(leaf, polarity) is { } line)
                return Said(blank, leaf, line);
            var parser = Parser(entry, polarity, context);
            return room.Above.Tokens.Count > MostTokens ? Unread(blank) : Said(blank, leaf, Understood(leaf, blank, room.Above, parser, parser.Read()));
        }

        private static Criterion Unread(Criterion blank) => blank with { Evaluability = Evaluability.Partial, Residue = [blank.Source] };

        private int HashOf(Entry entry, Polarity polarity, EntryContext context) => entry.End - entry.Start <= KnownLines.LongestKept ? KnownLines.Hash(TextOf(entry), polarity, context) : 0;

        // The line, where texts had it before; it counts the steps that it took then.
        private KnownLine? Known(in Waiting leaf, Polarity polarity)
        {
            if (leaf.Entry.End - leaf.Entry.Start > KnownLines.LongestKept || lines.Find(leaf.Hash, TextOf(leaf.Entry), polarity, leaf.Context) is not { } line)
                return null;
            Steps += line.Steps;
            return line;
        }

        // What an entry says by itself, when it was read once
        private KnownLine Understood(in Waiting leaf, Criterion blank, WorkRoom.Desk desk, EntryParser parser, CriterionNode? tree)
        {
            var before = Steps;
            var residue = Spans(parser.Residue, desk, leaf.Entry.Start);
            if ((residue.Count > 0 || IsJudgedBeside(tree)) && ReadAgain(parser, blank.Polarity, leaf.Context, desk) is { } plain)
                (tree, residue) = (plain, []);
            var line = new KnownLine(blank.Text, blank.Polarity, leaf.Context)
            {
                Tree = tree,
                Residue = residue,
                Evaluability = residue.Count > 0 ? Evaluability.Partial : Class.Of(tree),
                Steps = Steps - before,
            };
            if (blank.Text.Length <= KnownLines.LongestKept)
                lines.Offer(leaf.Hash, line);
            return line;
        }

        // An entry in its place: with the words above it, which may take its words otherwise
        private Criterion Said(Criterion blank, in Waiting leaf, KnownLine line)
        {
            var (_, entry, context, allows, _) = leaf;
            // "No prior x" in a list of what is allowed may be asked of everybody after all.
            if (line.Tree is not null && (context.Told || (allows && StartsWithNo(entry))))
                return Unread(blank);
            if (LeadIn.AsksNothing(TextOf(entry)))
                return blank;
            if (allows || (context.OneIsEnough && Alternatives.IsLinkAlone(text, entry)))
                return blank;
            var residue = new List<SourceSpan>(line.Residue.Count);
            foreach (var span in line.Residue)
                residue.Add(new SourceSpan(entry.Start + span.Start, entry.Start + span.End));
            var asked = line.Tree is null ? null : ToldAbove(line.Tree, blank.Polarity, context, residue);
            return blank with
            {
                Tree = asked is null ? null : asked with { Source = blank.Source },
                Residue = residue,
                Evaluability = residue.Count > 0 ? Evaluability.Partial : ReferenceEquals(asked, line.Tree) ? line.Evaluability : Class.Of(asked),
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

        // Counted from the entry's beginning
        private List<SourceSpan> Spans(IReadOnlyList<int> unread, WorkRoom.Desk desk, int start)
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
                if (spans.Count > 0 && token > 0 && tokens[token - 1].End - start == spans[^1].End)
                    spans[^1] = spans[^1] with { End = tokens[token].End - start };
                else
                    spans.Add(new SourceSpan(tokens[token].Start - start, tokens[token].End - start));
            }

            return spans;
        }
    }
}
