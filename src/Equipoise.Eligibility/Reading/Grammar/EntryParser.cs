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
    private int exceptions;
    private int guards;
    private int washouts;
    private int withouts;
    private bool saidOld;
    private bool saidCurrent;
    private bool saidCompleted;
    private bool saidGiven;
    private bool saidHad;
    private bool saidAfter;
    private bool saidExamples;
    private Subjects? lastSubjects;

    // What was limited before the guard that is being read
    private Subjects? limitedBefore;

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
        if ((WholeJudgment() ?? WholeOwnTrial()) is { } judged)
            return judged;
        if (IsNumbered())
            at.Position = 1;
        else
            SkipHeading();
        // A second reading counts only if it leaves nothing.
        while (leftOver is null || residue.Count == 0)
        {
            separated |= at.Sign is '.' or ';' || IsDash();
            SkipPunctuation();
            if (at.AtEnd)
                break;
            var start = at.Position;
            if (separated && nodes.Count > 0 && SkipClarification())
                continue;
            // Most of what is not understood begins with a word that stands in no table.
            if (at.IsUnknownWord && OpenNoun(start, out _) < 0 && !IsTnm(start) && !InFamily(start) && !MayBeginName(start) && !IsPlain && !IsUnread && !chunking && !IsComplementHead(start) && !Has(AimingNouns, start))
            {
                residue.Add(at.Position++);
                continue;
            }

            if (Sequence() is { } node && at.Position > start)
            {
                // Two statements with nothing between them: nobody said how they belong together.
                if (!separated && !IsNewLine(nodes[^1], node, start))
                    residue.Add(start);
                // "…; patients of childbearing potential must …" after what is excluded turns about.
                if (forbids)
                    residue.Add(start);
                sentence = separated ? nodes.Count : sentence;
                nodes.Add(node);
                separated = false;
            }
            else if (Rewind(start) && SkipPartHeading())
                separated = true;
            else if (Rewind(start) && at.TakeWhole(WordKind.Allowed) is not null)
            {
                if (!DropsAllowed(nodes, sentence))
                    OnlyAllows |= !IsAllowedLimit(nodes);
            }
            else if (at.TakeWhole(WordKind.Forbidden) is not null)
                forbids = true;
            else if (!SkipMeaningless() && !SkipLastLink(nodes.Count) && !SkipStrayBracket(nodes.Count))
                residue.Add(at.Position++);
        }

        for (var left = at.Position; left < at.Count; left++)
            residue.Add(left);
        return leftOver is not null && residue.Count > 0 ? null : Whole(nodes, forbids);
    }

    // "- ANC > 1500/µL - Platelets …": a dash between blanks, before the next limit
    private bool IsDash()
    {
        var start = at.Position;
        var dash = at.Sign == '-' && start + 1 < at.Count && !at[start].Glued && !at[start + 1].Glued && Rewind(start + 1) && at.Is(WordKind.Variable);
        at.Position = start;
        return dash;
    }

    // "Bilirubin < 2.0 mg/dL SGOT < 4 times ULN No hepatic failure": lines of a list that lost their ends. Two ways to measure
    // the kidneys may have lost an "or" as well.
    private bool IsNewLine(CriterionNode before, CriterionNode next, int start)
    {
        // "… solid tumors No known bone metastases", "… of the breast Measurable disease"
        if (polarity == Polarity.Inclusion && start > 0 && at[start - 1].Kind == TokenKind.Word && ((at.WordAt(start, "No") && Negated(next)) || (at.Word(start) is "Measurable" or "Bidimensionally" or "Evaluable" or "Must" && next is Condition { Concept: "measurable disease" or "bidimensionally measurable disease" or "evaluable disease" or "measurable or evaluable disease" })))
            return true;
        if (polarity != Polarity.Inclusion || start == 0 || at[start].Kind != TokenKind.Word || !char.IsAsciiLetterUpper(at.Word(start)[0]) || !StandsAlone(before) || (at.SignAt(start - 1) == ')' && !ClosesLimit(start - 1)))
            return false;
        // Two scales may be alternatives.
        if (Leaves(before).Any(leaf => leaf is PerformanceStatus) && Leaves(next).Any(leaf => leaf is PerformanceStatus))
            return false;
        return at.WordAt(start, "No") ? Negated(next) : StandsAlone(next) && !Leaves(before).Any(leaf => IsRenal(leaf) && Leaves(next).Any(IsRenal));
    }

    // "(ULN)", "(5 times ULN if liver metastases)": brackets that ended a limit
    private bool ClosesLimit(int close)
    {
        for (var i = close - 1; i >= 0 && at.SignAt(i) != ')'; i--)
        {
            if (at.SignAt(i) == '(')
                return at.Upper(close - 1) is "ULN" or "LLN" || at[i + 1].Kind == TokenKind.Number || at.Upper(i + 1) is "NO" or "UNLESS" or "LESS" or "FOR" or "SGOT" or "SGPT" or "AST" or "ALT" or "IF";
        }

        return false;
    }

    // "AST ≤ 2.5 × ULN ALP ≤ ULN OR AST ≤ ULN ALP ≤ 4 × ULN": the "or" may stand between pairs of lines that lost their ends.
    private static bool SplitsPairs(List<CriterionNode> nodes) =>
        nodes.Count > 1 && nodes.Exists(node => node is AnyOf) &&
        nodes.SelectMany(node => Leaves(node).OfType<Measurement>().Select(leaf => leaf.Variable).Distinct(StringComparer.Ordinal)).GroupBy(variable => variable, StringComparer.Ordinal).Any(same => same.Count() > 1);

    private static bool Negated(CriterionNode node) => node is Not or Condition { Exists: false } or Therapy { Exists: false } or Circumstance { Exists: false };

    private static bool StandsAlone(CriterionNode node) => Leaves(node).All(leaf => leaf is Measurement or PerformanceStatus or LifeExpectancy or Circumstance { Kind: CircumstanceKind.Pregnancy }) || Negated(node);

    private static bool IsRenal(CriterionNode leaf) => leaf is Measurement { Variable: "creatinine" or "creatinineClearance" or "egfr" or "bilirubin.total" or "bilirubin.direct" };

    // What the statements of an entry say together.
    private CriterionNode? Whole(List<CriterionNode> nodes, bool forbids)
    {
        if ((forbids && nodes.Count > 1) || SplitsPairs(nodes))
            residue.Add(at.Count - 1);
        if (OnlyAllows && nodes.Count > 1)
            residue.Add(at.Count - 1);
        if (OnlyAllows && (nodes.Exists(node => !IsExistence(node)) || AllowsBesides()))
            residue.Add(at.Count - 1);
        if (nodes.Count == 0 || (OnlyAllows && nodes.Count == 1 && residue.Count == 0))
            return null;
        var tree = nodes.Count == 1 ? nodes[0] : polarity == Polarity.Inclusion ? new AllOf(nodes) : new AnyOf(nodes);
        tree = Tidy(HasGuard(tree) ? Guarded(tree, polarity == Polarity.Exclusion) : tree);
        if (polarity == Polarity.Inclusion && !forbids && SaysGrade(tree))
            tree = Rewrite(tree, NoWorse);
        if (ForbidsWhatIsExcluded() || IsBareHeading(tree) || (!forbids && AsksForPregnancy(tree)))
            residue.Add(0);
        if (at.Holds(WordKind.StageWord))
            tree = Rewrite(tree, InDigits);
        tree = OfOneSex(polarity == Polarity.Exclusion ? ExceptClotting(tree) : ExceptClottingAsked(tree));
        DoubtLostWords(tree);
        return forbids && polarity == Polarity.Inclusion ? Negation.Of(Each(tree)) : tree;
    }

    // "Pregnant women and nursing mothers are ineligible": either. Of "diabetes and obesity are excluded" nobody can tell.
    private CriterionNode Each(CriterionNode tree)
    {
        if (tree is not AllOf all)
            return tree;
        if (all.Of.All(part => part is Circumstance { Kind: CircumstanceKind.Pregnancy }))
            return new AnyOf(all.Of);
        if (all.Of.Count(part => IsExistence(part) && !IsExcepted(part)) > 1)
            residue.Add(at.Count - 1);
        return tree;
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
        if (!allowed.TrueForAll(leaf => leaf is Therapy or Condition) || (!(allowed.TrueForAll(IsInactivated) && before.TrueForAll(IsLive)) && before.Exists(leaf => allowed.Exists(one => AreRelated(leaf, one)))))
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
        (left.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank && concepts.IsA(right, left[(blank + 1)..])) ||
        concepts.IsA(left, right) || concepts.IsA(right, left) || left.Split(' ').Intersect(right.Split(' '), StringComparer.OrdinalIgnoreCase).Any();

    // "2.1 No prior x": a part's number, before a sentence that begins
    private bool IsNumbered() =>
        at.Count > 2 && at[0].Kind == TokenKind.Number && at.Word(0).Contains('.', StringComparison.Ordinal) && at[1] is { Kind: TokenKind.Word, Glued: false } && at.Word(1) is [>= 'A' and <= 'Z', >= 'a' and <= 'z', ..];

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

    // "Evaluation of ECOG is to be performed within 7 days before the first dose.": when somebody looks
    private bool SkipEvaluation()
    {
        var start = at.Position;
        var unread = residue.Count;
        if (at.WordIs("evaluation") || at.WordIs("assessment") || at.WordIs("assessed") || at.WordIs("evaluated"))
        {
            for (at.Position++; !at.AtEnd && at.Position < start + 12 && at.Sign != '.'; at.Position++)
            {
                if (TakeWindow() is not null && (at.AtEnd || at.Sign is '.' or ')' or ';'))
                    return true;
                if (at.NumberHere is not null)
                    break;
            }
        }

        Back(start, unread);
        return false;
    }

    private bool SkipMeaningless() =>
        SkipEvaluation() || SkipSilent() || SkipUnrestricted() ||
        at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Person) is not null || SkipMethod() ||
        SkipVisits() || at.TakeWhole(WordKind.Inclusive) is not null || SkipUnspecified() || (at.WordIs("function") && at.SignAt(at.Position - 1) == ')' && Rewind(at.Position + 1));

    // "Life expectancy: Not specified"
    private bool SkipUnspecified()
    {
        var start = at.Position;
        if ((at.Take(WordKind.Heading) ?? at.Take(WordKind.Life) ?? at.Take(WordKind.Judgment) ?? at.Take(WordKind.Performance) ?? at.Take(WordKind.Age)) is not null && at.TakeSign(':') && at.WordIs("not") && string.Equals(at.Word(at.Position + 1), "specified", StringComparison.OrdinalIgnoreCase))
        {
            at.Position += 2;
            return true;
        }

        at.Position = start;
        // "Age: patients must be at least 18 years old"
        if (start == 0 && at.Take(WordKind.Age) is not null && at.TakeSign(':') && at.Is(WordKind.Person))
            return true;
        at.Position = start;
        // "Renal": the name of the list's next part
        if (start == 0 && !at.Is(WordKind.Therapy) && !at.Is(WordKind.Condition) && at.TakeWhole(WordKind.Heading) is not null && (at.AtEnd || (at.TakeSign(':') && at.AtEnd)))
            return true;
        at.Position = start;
        return false;
    }

    // "Endocrine therapy: no prior …", "Surgery: See Disease Characteristics" within a line: a part's name, and where it is told
    private bool SkipPartHeading()
    {
        var start = at.Position;
        var heading = at.Is(WordKind.Heading);
        if ((at.Take(WordKind.Heading) ?? at.Take(WordKind.Therapy)) is not null && at.TakeSign(':'))
        {
            var told = at.Position;
            if (at.WordIs("not") && string.Equals(at.Word(told + 1), "specified", StringComparison.OrdinalIgnoreCase))
                at.Position += 2;
            if (at.AtEnd || at.Position > told || (heading && (at.Is(WordKind.Variable) || at.Is(WordKind.Age) || at.Is(WordKind.Scale) || at.Is(WordKind.NegativeTest))) || at.Is(WordKind.Not) || at.Is(WordKind.Operator) || at.Is(WordKind.History) || at.Is(WordKind.Heading) || at.WordIs("see"))
                return true;
        }

        at.Position = start;
        return false;
    }

    // "Replacement therapy is not considered a form of systemic treatment.", "If the urine test is positive, a serum pregnancy test will be
    // required.": what a word before it does not mean, and how it is found out
    private bool SkipClarification()
    {
        var silent = at.Upper(at.Position) is "EXAMPLES" && at.Upper(at.Position + 1) is "OF";
        var (asks, tests) = (at.Upper(at.Position) is "IF", at.Upper(at.Position) is "NO");
        var (end, deep) = (at.Position, 0);
        for (; end < at.Count && (deep > 0 || at.SignAt(end) is not ('.' or ';') | end == at.Position); end++)
        {
            deep += at.SignAt(end) switch { '(' => 1, ')' => -1, _ => 0 };
            silent |= at.Upper(end) switch
            {
                "FORM" => at.Upper(end - 1) is "A" && at.Upper(end + 1) is "OF",
                "SERUM" => asks && at.Upper(end + 1) is "PREGNANCY" && at.Upper(end + 2) is "TEST",
                "REQUIRED" => tests && at.Upper(end - 1) is "IS" && Enumerable.Range(at.Position, end - at.Position).Any(i => at.Upper(i) is "TESTING" or "TEST"),
                _ => false,
            };
        }

        return silent && Rewind(end);
    }

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
        while (!at.AtEnd && (at.Sign is '.' or ',' or ';' or ':' or '*' or '"' or '“' or '”' or '\'' or '•' or '-' or '·' or '‘' or '’' or '●' or '_' or '#' or '†' or '‡' || (at.Sign == '?' && at.Position == at.Count - 1)))
            at.Position++;
    }
}
