using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Stretches of an entry that say how something was found, by whose book, when it is looked at or what a bracket repeats. Nothing that is asked depends on them.</summary>
/// <remarks>They are small grammars with free slots, so they are looked for only where an entry was not read whole, and count only where it is read whole without them.</remarks>
internal sealed partial class Asides(TokenCursor at, Polarity polarity)
{
    private const int Most = 8;
    private const int MostUnread = 24;
    private const int MostTokens = 44;
    private const int Longest = 160;

    // An aside may keep words beside it from being read, but not many.
    private const int MostElsewhere = 8;
    private readonly List<Aside> found = [];

    private IReadOnlyList<int> left = [];

    // What stands in the place of the aside that is being found
    private string? instead;

    /// <summary>Finds the asides of an entry, in its order; none where words were left unread and all of them stand elsewhere.</summary>
    public IReadOnlyList<Aside> Find(IReadOnlyList<int> unread)
    {
        found.Clear();
        closesAt = -1;
        // Behind "confirmed by the presence of:" stands what is asked.
        if (at.Count > Longest || at.SignAt(at.Count - 1) == ':' || (polarity == Polarity.Exclusion && SaysRequired()))
            return found;
        if ((unread.Count > MostUnread || at.Count > MostTokens) && LongTail() is { } tail)
            found.Add(tail);
        if (unread.Count > MostUnread || found.Count > 0)
            return found;
        for (var i = 0; i < at.Count; i++)
        {
            // How sure somebody is may hang on how it was found; "for 2 months or less" is no window.
            if ((at.Upper(i) is "SUSPECTED" or "SUSPICION" or "OUTSIDE" && at.Upper(i + 1) is not ("DELETERIOUS" or "PATHOGENIC")) || (at.Upper(i) is "FOR" && i + 2 < at.Count && at[i + 1].Kind == TokenKind.Number && at.Upper(i + 2) is "DAYS" or "WEEKS" or "MONTHS" or "YEARS" && !EndsMenses(i)))
                return found;
        }

        var closing = -1;
        if (NamedValue(out var closes) is > 0 and var named)
        {
            found.Add(new Aside(0, named, null));
            closing = closes;
        }
        else if ((Showing() is > 0 and var showing ? showing : Label()) is > 0 and var label)
        {
            found.Add(new Aside(0, label, null));
        }

        // Of a long entry its label only
        if (at.Count > MostTokens)
            return found;
        left = unread;
        var (passed, apart) = (0, 0);
        for (var i = found is [var first] ? first.End : 0; i < at.Count && found.Count < Most && !at.Exhausted;)
        {
            instead = null;
            var end = i == closesAt ? closesTo : i == closing ? i + 1 : EndOf(i);
            if (end > i)
                found.Add(new Aside(i, end, instead));
            i = Math.Max(end, i + 1);
            // What stands before the next beside none of them is left for good.
            while (passed < unread.Count && unread[passed] < i - 1)
            {
                if (!StandsBeside(unread[passed++]) && ++apart > MostElsewhere)
                    return [];
            }
        }

        var elsewhere = 0;
        foreach (var token in unread)
            elsewhere += StandsBeside(token) ? 0 : 1;
        return unread.Count == 0 || (elsewhere < unread.Count && elsewhere <= MostElsewhere) ? found : [];
    }

    private bool StandsBeside(int token)
    {
        foreach (var (start, end, _) in found)
        {
            if (token >= start - (at.SignAt(start) == '(' ? 2 : 1) && token <= end)
                return true;
        }

        return false;
    }

    // aside := "(" inside ")" | [","] phrase+ [","]
    private int EndOf(int start)
    {
        if (at.SignAt(start) == '(')
            return Bracket(start) is > 0 and var bracket ? bracket : Explanation(start) is > 0 and var explanation ? explanation : Formula(start) is > 0 and var formula ? formula : Sided(start) is > 0 and var sided ? sided : Opened(start) is > 0 and var opened ? opened : CountsLesions(start) is > 0 and var counts ? counts : BoilerplateBracket(start);
        if (at.SignAt(start) is '.' or ';')
            return ExceptionSentence(start) is > 0 and var excepted ? excepted : Reason(start) is > 0 and var why ? why : Permission(start);
        if (Elsewhere(start) is > 0 and var elsewhere)
            return elsewhere;
        if (BeginsClause(start) && Tracing(start) is > 0 and var tracing)
            return tracing;
        if (Wording(start) is > 0 and var wording)
            return wording;
        if (at[start].Kind == TokenKind.Word ? !at[start].Spelling.Answer(BeginsAside) && !BeginsClause(start) : at.SignAt(start) != ',')
            return -1;
        if (Examples(start) is > 0 and var examples)
            return examples;
        if ((at[start].Kind == TokenKind.Word ? Boilerplate(start) : at.Upper(start + 1) is "WHICHEVER" ? Whichever(start + 1, start) : at.Upper(start + 1) is "DEFINED" ? VirusMeans(start) : -1) is > 0 and var template)
            return template;
        if ((Again(start) is > 0 and var again ? again : Diagnosed(start) is > 0 and var diagnosed ? diagnosed : AnyTime(start) is > 0 and var anyTime ? anyTime : AnySite(start) is > 0 and var anySite ? anySite : Concomitant(start) is > 0 and var concomitant ? concomitant : SaidByNext(start)) is > 0 and var told)
            return told;
        if (DateOf(start) is > 0 and var dated)
            return dated;
        if (Enrolled(start) is > 0 and var enrolled)
            return enrolled;
        if (Predicate(start) is > 0 and var said)
            return said;
        if (at[start].Kind == TokenKind.Word && Counted(start) is > 0 and var counted)
            return counted;
        if (at[start].Kind == TokenKind.Word && StateBefore(start) is > 0 and var state)
            return state;
        var from = at.SignAt(start) == ',' ? start + 1 : start;
        var end = Phrases(from);
        // "proven by biopsy or a colored enema": one more thing that it was proven by
        if (end > 0 && at.Upper(end) is "OR" && at.Upper(end + 1) is "A" or "AN" && Enumerable.Range(from, end - from).Any(i => at.Upper(i) is "BY"))
            return -1;
        // "proven by mediastinoscopy, thoracotomy or biopsy": the list goes on with what it was proven by.
        // "on cardiac imaging performed within 6 months": the window is the value's.
        if (end > 0 && at.Upper(end) is "PERFORMED" or "OBTAINED" or "DONE" or "CONDUCTED" or "TAKEN" or "RECORDED" && at.Upper(end + 1) is "WITHIN" && BehindValue(from))
            end++;
        if (end < 0 || !(EndsAt(end) || (at.Upper(end) is "WITHIN" && BehindValue(from))) || (from == start && at.SignAt(end) == ',' && Has(end + 1, WordKind.Therapy)))
            return Framed(start);
        // ", as measured by echocardiography, ≥ 50%": both commas; but the second of "a, as shown by MRI, b or c" parts a list.
        return from > start && at.SignAt(end) == ',' && (GoesOn(end + 1) || at.Upper(end + 1) is "WITHIN") ? end + 1 : end;
    }

    // The first words of asides within a clause, those of phrases, predicates, examples, dates, states and lesions together: most words begin none. One that is not among
    // them is found only where a clause begins.
    private static readonly SpellingTest BeginsAside = new(IsFirstWord);

    private static bool IsFirstWord(string word) =>
        FirstWords.Contains(word) || Finding.Contains(word) || Happened.Contains(word) || Auxiliaries.Contains(word) || Adverbs.Contains(word) || OfLesions.Contains(word) || Bearing.Contains(word) || States.Contains(word) || Raised.Contains(word) || Lowered.Contains(word) || word.EndsWith("ly", StringComparison.OrdinalIgnoreCase);

    private static readonly WordSet FirstWords = WordSet.Of(
        "which", "that", "including", "such", "like", "will", "who", "classified", "graded", "staged", "categorized", "patients", "participants", "subjects", "volunteers",
        // Dates
        "receiving", "receipt", "of", "getting", "administration", "scheduled", "expected", "anticipated", "planned", "the", "date", "day", "time",
        // Regards
        "any", "either", "all", "with", "without", "and", "no", "regardless", "irrespective", "irrespectively", "even", "whether",
        "gender", "genders", "sex", "sexes", "race", "races", "ethnicity", "nationality", "severity", "histology", "stage", "grade", "subtype", "size", "origin", "duration",
        // Closings, visits, judges, methods, and how a value was taken
        "if", "when", "where", "whenever", "as", "before", "ever", "anytime", "beforehand", "in", "at", "to", "for", "or", "history", "on", "upon", "during", "while", "from", "after", "since", "prior",
        "by", "per", "according", "based", "meeting", "fulfilling", "satisfying", "via", "using", "utilizing", "through", "recent", "over", "under", "breathing", "despite",
        // Examples, ends of lists, marks and clear histories
        "eg", "e", "etc", "expression", "status", "test", "testing", "result", "results", "gene", "is", "are", "was", "positive", "a", "an",
        // Said again
        "i", "ie", "anti", "anticancer", "antitumor", "antineoplastic", "concomitant", "concurrent", "combined", "concomitantly", "concurrently", "coupled",
        // Templates
        "because", "due", "given", "defined", "caused", "related", "resulting", "attributed", "attributable", "secondary", "systemic", "individuals", "class", "allergic", "anaphylactic", "anaphylactoid", "hypersensitivity", "well", "transfusion", "transfusions", "only", "whichever", "at", "history", "evidence", "years", "screening", "vaccinated",
        // Lesions
        "one", "measurable", "evaluable", "lesion", "lesions", "focus", "foci");

    // "A negative test is required", below what is excluded, asks for it.
    private bool SaysRequired()
    {
        for (var i = 1; i < at.Count; i++)
        {
            if (at.Upper(i) is "REQUIRED" && at.Upper(i - 1) is "IS" or "ARE" or "BE")
                return true;
        }

        return false;
    }

    private int Framed(int start)
    {
        if (at[start].Kind != TokenKind.Word)
            return Carriers(start);
        if (MeasurableLesion(start) is > 0 and var lesion)
            return lesion;
        instead = null;
        if (Conditional(start) is > 0 and var conditional)
            return conditional;
        // "gout or those who have had surgery within 4 weeks": the time is of those named last.
        var anew = start > 0 && (at.Upper(start - 1) is "OR" || (at.Upper(start) is "WHO" && at.Upper(start - 2) is "OR")) && (at.Upper(start) is "THOSE" or "WHO" || IsWord(start, SubjectNouns)) && at.Holds(WordKind.Within);
        if (!anew && Frame(start) is > 0 and var frame && IsLeftBeside(start, frame))
            return frame;
        instead = null;
        return Carriers(start);
    }

    private bool IsLeftBeside(int start, int end)
    {
        foreach (var token in left)
        {
            if (token >= start - 1 && token <= end)
                return true;
        }

        return false;
    }

    // One after another: "as measured by echocardiography at screening"
    private int Phrases(int from)
    {
        var end = -1;
        for (var next = Phrase(from); next > 0; next = Phrase(next))
            end = next;
        return end;
    }

    private int Phrase(int from)
    {
        if (from >= at.Count || at[from].Kind != TokenKind.Word)
            return -1;
        var end = Regard(from);
        if (end < 0)
            end = Closing(from);
        if (end < 0)
            end = Judge(from);
        if (end < 0)
            end = Visit(from);
        if (end < 0)
            end = Taken(from);
        return end < 0 ? Method(from) : end;
    }

    // What stands behind an aside stands as well behind what is before it.
    private bool EndsAt(int index) =>
        index >= at.Count || at.SignAt(index) is '.' or ',' or ';' or ':' or ')' || at.Upper(index) is "AND" or "OR" or "WITH" or "WITHOUT" or "WHO" or "THAT" or "IS" or "ARE" or "MUST" || Has(index, WordKind.Operator) || Has(index, WordKind.Between);

    private bool GoesOn(int index) => Has(index, WordKind.Operator) || Has(index, WordKind.Between) || (index < at.Count && at[index].Kind == TokenKind.Number) || at.Upper(index) is "OF" or "IS" or "ARE" or "MUST" or "WITH" or "WITHOUT" or "WHO" or "THAT" or "AND" or "OR";

    private bool Has(int index, WordKind kind) => index < at.Count && (at.KindsAt(index) >> (int)kind & 1) != 0;

    private bool Has(int index, UInt128 kinds) => index < at.Count && (at.KindsAt(index) & kinds) != 0;

    private static readonly WordSet Bearing = WordSet.Of("displaying", "exhibiting", "manifesting", "demonstrating", "experiencing", "carrying", "bearing", "harboring", "harbouring", "possessing", "having", "showing", "presenting", "suffering", "found", "known", "deemed", "considered", "determined", "proven", "shown", "believed");

    // "participants displaying", "who are found to have": who has it, whichever word says so
    private int Carriers(int start)
    {
        // "Male and female patients with age"
        if (at.Upper(start) is "PATIENTS" or "PARTICIPANTS" or "SUBJECTS" or "VOLUNTEERS" && at.Upper(start + 1) is "WITH" && (Has(start + 2, WordKind.Age) || Has(start + 3, WordKind.Age)))
            return start + 2;
        // "Combined with severe gout", "Accompanied by …"
        if (start == 0 && at.Upper(0) is "COMBINED" or "ACCOMPANIED" or "COMPLICATED" or "ASSOCIATED" && at.Upper(1) is "WITH" or "BY")
            return 2;
        if (at[start].Kind != TokenKind.Word || !Bearing.Contains(at[start].Spelling) || !(start == 0 || Has(start - 1, WordKind.Person) || at.Upper(start - 1) is "ARE" or "IS" or "WHO"))
            return -1;
        if (at.Upper(start + 1) is "TO" && at.Upper(start + 2) is "HAVE" or "BE")
            return start + (at.Upper(start + 2) is "HAVE" ? 3 : 2);
        return (at.Upper(start), at.Upper(start + 1)) switch
        {
            ("PRESENTING", "WITH") or ("SUFFERING", "FROM") => start + 2,
            ("FOUND" or "KNOWN" or "DEEMED" or "CONSIDERED" or "DETERMINED" or "PROVEN" or "SHOWN" or "BELIEVED" or "PRESENTING", _) => -1,
            _ => start + 1,
        };
    }
}
