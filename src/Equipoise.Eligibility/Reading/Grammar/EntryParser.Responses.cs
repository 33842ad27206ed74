using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What a treatment did not do, told with what was not borne: "inadequate response, or intolerance, to methotrexate".</summary>
/// <remarks>Each head is to each object. Where a head stands by itself ("an inadequate response to methotrexate"), it is a noun phrase as any other.</remarks>
internal sealed partial class EntryParser
{
    private const int MostHeads = 4;

    private static readonly WordSet DegreesOfResponse = WordSet.Of("inadequate", "insufficient", "poor", "partial", "incomplete", "suboptimal", "unsatisfactory", "no", "lost", "lack", "loss");
    private static readonly WordSet HeadsBesideResponse = WordSet.Of("intolerance", "contraindication");

    // responses := head ["to"] ("," | "or" | "and/or" | "/") head … ("to" | "of" | "for") object (link object)*, where one head at least is a response
    private CriterionNode? ResponseTerm()
    {
        if (!HoldsResponse)
            return null;
        var begins = at.Position;
        if ((at.Kinds & Leads) != 0)
            SkipExistenceLead();
        var start = at.Position;
        if (start >= at.Count || at[start].Kind != TokenKind.Word || !(DegreesOfResponse.Contains(at[start].Spelling) || HeadsBesideResponse.Contains(at[start].Spelling)))
            return Left(begins);
        var (unread, heads, any, responds) = (residue.Count, new List<string>(), false, false);
        while (heads.Count < MostHeads && TakeHeadOfResponse() is { } head)
        {
            heads.Add(head);
            responds |= head.EndsWith("response", StringComparison.Ordinal);
            var told = at.Upper(at.Position) is "TO" or "OF" or "FOR";
            if (told)
                at.Position++;
            var link = at.Position;
            _ = at.TakeSign(',') | at.Take(WordKind.AndOr) is not null | at.Take(WordKind.Or) is not null | at.TakeSign('/');
            var next = at.Position;
            var ends = next == link || (at.SignAt(next - 1) == ',' && TakeHeadOfResponse() is null);
            at.Position = next;
            // "intolerance to, methotrexate": the comma closes what was put in between.
            if (ends)
                return told && any && responds && heads.Count > 1 && ObjectsOf(heads) is { } all ? all : BackTo(begins, unread);
            any |= at.SignAt(next - 1) != ',';
        }

        return BackTo(begins, unread);
    }

    // Looked for once in an entry: most speak of none.
    private bool? holdsResponse;

    private bool HoldsResponse
    {
        get
        {
            for (var i = 1; holdsResponse is null && i < at.Count; i++)
                holdsResponse = at.Upper(i) is "RESPONSE" ? true : null;
            return holdsResponse ??= false;
        }
    }

    private CriterionNode? BackTo(int start, int unread)
    {
        Back(start, unread);
        return null;
    }

    // "insufficient response", "loss of response", "intolerance"
    private string? TakeHeadOfResponse()
    {
        var start = at.Position;
        if (at.Upper(start) is "A" or "AN")
            start = ++at.Position;
        var free = 0;
        while (at.Position < at.Count && free++ < 4 && at[at.Position].Kind == TokenKind.Word && (DegreesOfResponse.Contains(at[at.Position].Spelling) || at.Upper(at.Position) is "OF" or "CLINICAL" or "THERAPEUTIC"))
            at.Position++;
        if (at.Position > start && at.Upper(at.Position) is "RESPONSE" || at.Position == start && at.Position < at.Count && at[start].Kind == TokenKind.Word && HeadsBesideResponse.Contains(at[start].Spelling))
            return Small(at.Text(start, ++at.Position));
        at.Position = start;
        return null;
    }

    private CriterionNode? ObjectsOf(List<string> heads)
    {
        SkipArticle();
        // "at least one TNF inhibitor", "one or more of the following: …"
        if (at.Upper(at.Position) is "AT" && at.Upper(at.Position + 1) is "LEAST" && at.Upper(at.Position + 2) is "ONE" or "1")
            at.Position += 3;
        else if (at.Upper(at.Position) is "ONE" && at.Upper(at.Position + 1) is "OR" && at.Upper(at.Position + 2) is "MORE")
            at.Position += 3;
        if (at.Upper(at.Position) is "OF" && at.Upper(at.Position + 1) is "THE" && at.Upper(at.Position + 2) is "FOLLOWING")
            at.Position += 3;
        _ = at.TakeSign(':');
        if (at.Upper(at.Position) is "PRIOR" or "PREVIOUS")
            at.Position++;
        var names = TakeObjects();
        if (names.Count == 0 || !(at.AtEnd || at.Sign is '.' or ';' or '(' or ')' || at.Is(WordKind.Within)))
            return null;
        return WithTime(new AnyOf([.. heads.SelectMany(head => names.Select(name => new Condition($"{head} to {name}"))).Distinct()]));
    }
}
