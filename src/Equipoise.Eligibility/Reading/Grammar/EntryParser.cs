using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Reads one entry of a list into a tree, by descent through a grammar; each method begins with its rule. What no
/// rule reads is residue.</summary>
internal sealed partial class EntryParser
{
    private const int DeepestNesting = 6;

    private static readonly FrozenSet<string> LaboratoryWords = new[]
    {
        "institutional", "institution's", "institution", "laboratory", "lab", "local", "central", "site", "site's", "reference", "range", "age-adjusted", "adjusted", "value", "values", "respective", "laboratory's", "normal", "limit", "limits",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly TokenCursor at;
    private readonly Polarity polarity;
    private readonly EntryContext context;
    private readonly List<int> residue = [];
    private int depth;
    private int negations;
    private int guards;
    private int washouts;
    private bool saidOld;
    private bool saidCurrent;
    private Subjects? lastSubjects;

    public EntryParser(TokenCursor cursor, Polarity polarity, EntryContext context)
    {
        at = cursor;
        this.polarity = polarity;
        this.context = context;
    }

    private enum Link
    {
        Comma,
        And,
        With,
        Or,
        Stop,
        Beside,
    }

    /// <summary>The tokens that no rule read.</summary>
    public IReadOnlyList<int> Residue => residue;

    /// <summary>The text says that something is allowed, or not asked for.</summary>
    public bool OnlyAllows { get; private set; }

    // entry := (statement | residue)*
    public CriterionNode? Read()
    {
        var nodes = new List<CriterionNode>();
        var forbids = false;
        var separated = true;
        var sentence = 0;
        if (WholeJudgment() is { } judged)
            return judged;
        SkipHeading();
        while (true)
        {
            separated |= at.Sign is '.' or ';';
            SkipPunctuation();
            if (at.AtEnd)
                break;
            var start = at.Position;
            if (Sequence() is { } node && at.Position > start)
            {
                // Two statements with nothing between them: nobody said how they belong together.
                if (!separated)
                    residue.Add(start);
                // "…; patients of childbearing potential must …" after what is excluded turns about.
                if (forbids)
                    residue.Add(start);
                sentence = separated ? nodes.Count : sentence;
                nodes.Add(node);
                separated = false;
            }
            else if (Rewind(start) && at.TakeWhole(WordKind.Allowed) is not null)
            {
                if (!DropsAllowed(nodes, sentence))
                    OnlyAllows |= !IsAllowedLimit(nodes);
            }
            else if (at.TakeWhole(WordKind.Forbidden) is not null)
                forbids = true;
            else if (!SkipMeaningless() && !SkipLastLink(nodes.Count))
                residue.Add(at.Position++);
        }

        for (var left = at.Position; left < at.Count; left++)
            residue.Add(left);
        return Whole(nodes, forbids);
    }

    // What the statements of an entry say together.
    private CriterionNode? Whole(List<CriterionNode> nodes, bool forbids)
    {
        if (forbids && nodes.Count > 1)
            residue.Add(at.Count - 1);
        if (OnlyAllows && nodes.Count > 1)
            residue.Add(at.Count - 1);
        if (OnlyAllows && nodes.Exists(node => !IsExistence(node)))
            residue.Add(at.Count - 1);
        if (nodes.Count == 0 || (OnlyAllows && nodes.Count == 1 && residue.Count == 0))
            return null;
        var tree = nodes.Count == 1 ? nodes[0] : polarity == Polarity.Inclusion ? new AllOf(nodes) : new AnyOf(nodes);
        tree = Tidy(tree);
        return forbids && polarity == Polarity.Inclusion ? Negation.Of(tree) : tree;
    }

    /// <summary>What a heading speaks of: "Age:", "Performance status:", "Platelets:"; null where it says more or something else.</summary>
    public Subjects? ReadHeading()
    {
        SkipFillers();
        Subjects? subjects = null;
        if (at.Take(WordKind.Age) is not null)
            subjects = AgeSubject;
        else if (at.Take(WordKind.Life) is not null)
            subjects = new Subjects([Subjects.LifeExpectancy], Any: false);
        else if (TakeScale(out var found) is var _ && found)
            subjects = new Subjects([Subjects.Performance], Any: false);
        else
            subjects = TakeSubjects();
        SkipPunctuation();
        return at.AtEnd ? subjects : null;
    }

    // A way that led nowhere: what it could not read another may.
    private void Back(int position, int unread)
    {
        at.Position = position;
        residue.RemoveRange(unread, residue.Count - unread);
    }

    // "Live vaccine within 30 days. Killed vaccines are allowed.": a sentence of its own that allows something else.
    private static bool DropsAllowed(List<CriterionNode> nodes, int sentence)
    {
        if (sentence == 0 || sentence >= nodes.Count)
            return false;
        var allowed = nodes.Skip(sentence).SelectMany(Leaves).ToList();
        var before = nodes.Take(sentence).SelectMany(Leaves).ToList();
        if (!allowed.TrueForAll(leaf => leaf is Therapy or Condition) || before.Exists(leaf => allowed.Exists(one => AreRelated(leaf, one))))
            return false;
        nodes.RemoveRange(sentence, nodes.Count - sentence);
        return true;
    }

    private static bool AreRelated(CriterionNode left, CriterionNode right) => (left, right) switch
    {
        (Therapy one, Therapy other) => AreRelated(one.Concept, other.Concept, Concepts.Therapies),
        (Condition one, Condition other) => AreRelated(one.Concept, other.Concept, Concepts.Conditions),
        _ => false,
    };

    private static bool AreRelated(string left, string right, Concepts concepts) =>
        concepts.IsA(left, right) || concepts.IsA(right, left) || left.Split(' ').Intersect(right.Split(' '), StringComparer.OrdinalIgnoreCase).Any();

    // "Surgery: not specified", "Chemotherapy: no prior chemotherapy": the name of the list's part
    private void SkipHeading()
    {
        if (at.TakeWhole(WordKind.Therapy) is null || !at.TakeSign(':') || !(at.Is(WordKind.Not) || at.Is(WordKind.Allowed) || at.Is(WordKind.Operator) || at.Is(WordKind.History)))
            at.Position = 0;
    }

    private bool Rewind(int position)
    {
        at.Position = position;
        return true;
    }

    // "in which case ≤ 3 × ULN is allowed": the limit stands, and the word adds nothing.
    private static bool IsAllowedLimit(List<CriterionNode> nodes) => nodes is [.., Given or AnyOf { Of: [.., Given] }];

    private bool SkipMeaningless() =>
        at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Person) is not null || SkipMethod() ||
        at.TakeWhole(WordKind.At) is not null || at.TakeWhole(WordKind.Inclusive) is not null;

    // "AST ≤ 3 × ULN; and": the next entry is said to follow, which its place says too. An "or" says more, unless one is enough.
    private bool SkipLastLink(int read)
    {
        var start = at.Position;
        if (read > 0 && (at.TakeWhole(WordKind.And) is not null || ((polarity == Polarity.Exclusion || context.OneIsEnough) && (at.TakeWhole(WordKind.Or) ?? at.TakeWhole(WordKind.AndOr)) is not null)))
        {
            SkipPunctuation();
            if (at.AtEnd)
                return true;
        }

        at.Position = start;
        return false;
    }

    private bool SkipFillers()
    {
        while (at.TakeWhole(WordKind.Filler) is not null || at.TakeSign(':') || (at.Sign == '*' && at.TakeSign('*')))
        {
        }

        return true;
    }

    private void SkipPunctuation()
    {
        while (!at.AtEnd && (at.Sign is '.' or ',' or ';' or ':' or '*' or '"' or '“' or '”' or '\'' or '•' or '-' or '·' or '‘' or '’' or '●' or '_' or '#' or '†' or '‡'))
            at.Position++;
    }

    // sequence := term (link term)*
    private CriterionNode? Sequence()
    {
        if (++depth > DeepestNesting || Term() is not { } first)
        {
            depth--;
            return null;
        }

        var nodes = new List<CriterionNode> { first };
        var links = new List<Link>();
        while (true)
        {
            var start = at.Position;
            var unread = residue.Count;
            if (TakeLink() is not { } link)
                break;
            var linkEnd = at.Position;
            if (Term() is not { } next || (link == Link.Beside && !MayStandBeside(nodes[^1], next)) || EndsGuard(link, nodes[^1], next))
            {
                Back(start, unread);
                break;
            }

            if (next is Given { Else: null } guarded && GuardFor(guarded, nodes[^1]))
            {
                nodes[^1] = guarded with { Else = nodes[^1] };
                continue;
            }

            if (link == Link.And && IsDoubtfulAnd(nodes[^1], next))
            {
                for (var i = start; i < linkEnd; i++)
                    residue.Add(i);
            }

            nodes.Add(next);
            links.Add(link);
        }

        depth--;
        // "hypertension defined as a or b": what is defined by what, nobody can tell.
        if (links.Contains(Link.With) && (links.Contains(Link.Or) || links.Contains(Link.And) || links.Contains(Link.Comma)))
            residue.Add(at.Position - 1);
        if (links.Contains(Link.Beside) && links.Contains(Link.Or) && nodes.Exists(node => node is Condition))
            residue.Add(at.Position - 1);
        return Combine(nodes, links);
    }

    // link := [","] ("and" | "or" | "and/or" | "but") | "," | ";" | "/" | nothing
    private Link? TakeLink()
    {
        var comma = at.Sign is ',' or ';';
        var semicolon = at.Sign is ';';
        if (comma)
            at.Position++;
        if (at.Take(WordKind.AndOr) is not null)
            return Link.Or;
        if (at.Take(WordKind.And) is not null)
            return Link.And;
        if (at.Take(WordKind.Or) is not null)
            return Link.Or;
        if (at.TakeWhole(WordKind.But) is not null)
            return Link.And;
        if (at.TakeWhole(WordKind.With) is not null)
            return Link.With;
        if (negations == 0 && at.WordIs("without") && at.Is(WordKind.Not))
            return Link.And;
        if (comma && !semicolon && at.Word(at.Position).ToUpperInvariant() is "DEFINED" or "DOCUMENTED" or "CONFIRMED")
            return Link.Beside;
        if (comma)
            return semicolon ? Link.Stop : Link.Comma;
        if (at.TakeSign('/'))
            return Link.Or;
        return at.AtEnd || at.Sign is '.' or ')' ? null : Link.Beside;
    }

    // "women aged 18 to 65 with diabetes": what a person is, side by side.
    private static bool MayStandBeside(CriterionNode left, CriterionNode right) =>
        left is Circumstance { Kind: CircumstanceKind.Sex } or AgeLimit || right is AgeLimit ||
        (left is AllOf all && all.Of.All(part => part is AgeLimit)) || (right is AllOf range && range.Of.All(part => part is AgeLimit)) ||
        (IsBiomarker(left) && right is Condition) || (left is Condition && Leaves(right).All(leaf => leaf is Measurement)) || right is Circumstance { Kind: CircumstanceKind.Judgment };

    // "for patients with liver metastases, AST ≤ 5 × ULN": the limit is no part of the guard.
    private bool EndsGuard(Link link, CriterionNode left, CriterionNode right) =>
        (guards > 0 && IsAge(left) && !IsAge(right)) || guards > 0 && link is not (Link.And or Link.With or Link.Or) && IsExistence(left) && Leaves(right).Any(leaf => leaf is Measurement);

    private static bool IsAge(CriterionNode node) => Leaves(node).All(leaf => leaf is AgeLimit);

    // In an exclusion, "pregnant and nursing women" means either; of other pairs nobody can tell.
    private bool IsDoubtfulAnd(CriterionNode left, CriterionNode right) =>
        negations == 0 && polarity == Polarity.Exclusion && (IsExistence(left) || left is Circumstance { Kind: CircumstanceKind.Judgment }) && (IsExistence(right) || right is Circumstance { Kind: CircumstanceKind.Judgment });

    private static bool IsExistence(CriterionNode node) => node is Condition or Therapy || node.Parts.Any(IsExistence);

    // The alternative of a limit: it speaks of the same variables, or contains the guard's negation.
    private static bool GuardFor(Given guarded, CriterionNode before)
    {
        var then = Leaves(guarded.Then).OfType<Measurement>().Select(leaf => leaf.Variable).ToHashSet(StringComparer.Ordinal);
        var guard = Leaves(guarded.Guard).OfType<Measurement>().Select(leaf => leaf.Variable);
        var already = Leaves(before).ToList();
        return then.Count > 0 && already.Count > 0 && already.TrueForAll(leaf => leaf is Measurement) &&
            already.OfType<Measurement>().All(leaf => then.Contains(leaf.Variable) || guard.Contains(leaf.Variable, StringComparer.Ordinal));
    }

    private static IEnumerable<CriterionNode> Leaves(CriterionNode node) => node.Parts.Count == 0 ? [node] : node.Parts.SelectMany(Leaves);

    private CriterionNode Combine(List<CriterionNode> nodes, List<Link> links)
    {
        if (nodes.Count == 1)
            return nodes[0];
        // A comma means what the next word after it says; "neither a, b and c" means any of them.
        var otherwise = polarity == Polarity.Inclusion && negations == 0 ? Link.And : Link.Or;
        for (var i = links.Count - 1; i >= 0; i--)
        {
            links[i] = links[i] switch
            {
                Link.Comma => i + 1 < links.Count ? links[i + 1] : otherwise,
                Link.Stop => otherwise,
                Link.Beside or Link.With => Link.And,
                Link.And when negations > 0 || (polarity == Polarity.Exclusion && nodes[i] is Circumstance { Kind: CircumstanceKind.Pregnancy }) => Link.Or,
                var link => link,
            };
        }

        // "chemotherapy or radiotherapy for lymphoma": whether the first was also for it, nobody said.
        if (nodes[^1] is Therapy last && last.Concept.Contains(PurposeSign, StringComparison.Ordinal) && nodes.Exists(node => node is Therapy therapy && !therapy.Concept.Contains(PurposeSign, StringComparison.Ordinal)))
            residue.Add(at.Position - 1);
        ShareWindow(nodes);
        var alternatives = new List<CriterionNode>();
        var together = new List<CriterionNode> { nodes[0] };
        for (var i = 0; i < links.Count; i++)
        {
            if (links[i] == Link.Or)
            {
                alternatives.Add(Joined(together));
                together = [];
            }

            together.Add(nodes[i + 1]);
        }

        alternatives.Add(Joined(together));
        return alternatives.Count == 1 ? alternatives[0] : new AnyOf([.. alternatives.SelectMany(part => part is AnyOf any ? any.Of : [part])]);
    }

    private static CriterionNode Joined(List<CriterionNode> nodes) =>
        nodes.Count == 1 ? nodes[0] : new AllOf([.. nodes.SelectMany(part => part is AllOf all ? all.Of : [part])]);

    // Groups of one kind within each other are one group, and what is said twice counts once.
    private static CriterionNode Tidy(CriterionNode node) => node switch
    {
        AllOf all => Together(Distinct(all.Of.Select(Tidy).SelectMany(part => part is AllOf inner ? inner.Of : [part]))),
        AnyOf any when Distinct(any.Of.Select(Tidy).SelectMany(part => part is AnyOf inner ? inner.Of : [part])) is var parts => parts.Count == 1 ? parts[0] : new AnyOf(parts),
        Not not => new Not(Tidy(not.Of)),
        Given given => new Given(Tidy(given.Guard), Tidy(given.Then), given.Else is null ? null : Tidy(given.Else)),
        _ => node,
    };

    private static List<CriterionNode> Distinct(IEnumerable<CriterionNode> parts) => [.. parts.Distinct()];

    // "chemotherapy, radiotherapy or surgery within 4 weeks": the window belongs to the whole list.
    private static void ShareWindow(List<CriterionNode> nodes)
    {
        var (window, exists) = nodes[^1] switch
        {
            Therapy therapy => (therapy.Within, therapy.Exists),
            Condition condition => (condition.Within, condition.Exists),
            _ => (null, true),
        };
        for (var i = 0; window is not null && i < nodes.Count - 1; i++)
        {
            nodes[i] = nodes[i] switch
            {
                Therapy { Within: null } therapy => therapy with { Within = window, Exists = exists && therapy.Exists },
                Condition { Within: null } condition when nodes[^1] is Condition => condition with { Within = window, Exists = exists && condition.Exists },
                var other => other,
            };
        }
    }
}
