using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Duties that stand under the wrong heading, and those of one sex.</summary>
internal sealed partial class EntryParser
{
    // "Patients may not be pregnant" under "Exclusion": what the author asks for, to the letter turned about
    private bool ForbidsWhatIsExcluded()
    {
        if (polarity != Polarity.Exclusion)
            return false;
        for (var i = 0; i < at.Count && i < FirstWords; i++)
        {
            if (at.Upper(i) is "CANNOT" || (at.Upper(i) is "MUST" or "MAY" or "SHOULD" or "SHALL" or "CAN" && at.Upper(i + 1) is "NOT") || (at.Upper(i) is "NON" or "NONPREGNANT" or "NONLACTATING" or "NONNURSING" && i < 2 && !BeginsName(i)))
                return true;
        }

        return false;
    }

    private const int FirstWords = 10;

    // "non-secretory myeloma", "non-infectious uveitis": a name, and no denial
    private bool BeginsName(int index)
    {
        var here = at.Position;
        at.Position = index;
        var named = at.Here() is [.., { Phrase.Kind: WordKind.Condition or WordKind.Therapy or WordKind.Modifier, End: var end }] && end > index + 1;
        at.Position = here;
        return named;
    }

    // "Pregnancy." under "Inclusion", where nobody is asked to be pregnant: an exclusion that lost its heading
    private bool AsksForPregnancy(CriterionNode tree) =>
        polarity == Polarity.Inclusion && Leaves(tree).All(leaf => leaf is Circumstance { Kind: CircumstanceKind.Pregnancy, Exists: true, Concept: "pregnant" or "breastfeeding" }) && tree is not Not;

    // "Endocrine therapy" alone on its line under "Inclusion": the name of a part whose text is missing; "prior chemotherapy" is asked for
    private bool IsBareHeading(CriterionNode tree) =>
        polarity == Polarity.Inclusion && at.Count <= 2 && at.Upper(0) is not ("PRIOR" or "PREVIOUS") && tree is Therapy { Exists: true, Within: null, Comparison: null, Concept: "chemotherapy" or "biologic therapy" or "hormonal therapy" or "radiotherapy" or "surgery" or "immunotherapy" };

    // "Men must use contraception" asks nothing of women; "women must have a negative pregnancy test" nothing of men, who are not pregnant.
    private CriterionNode OfOneSex(CriterionNode tree)
    {
        if (polarity != Polarity.Inclusion || tree is not AllOf { Of: [Circumstance { Kind: CircumstanceKind.Sex } sex, _, ..] all })
            return tree;
        var asked = all.Skip(1).ToList();
        if (!asked.SelectMany(Leaves).All(leaf => leaf is Circumstance { Kind: CircumstanceKind.Pregnancy or CircumstanceKind.Consent }))
            return tree;
        var rest = Together(asked);
        return sex.Concept is "female" && Leaves(rest).All(leaf => leaf is Circumstance { Concept: "pregnant" or "breastfeeding" }) ? rest : new Given(sex, rest, null);
    }
}
