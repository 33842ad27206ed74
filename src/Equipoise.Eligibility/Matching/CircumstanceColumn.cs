using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Eligibility.Matching;

/// <summary>Sex, pregnancy, consent and the like asked of many patients: once where no record speaks of it, else of each.</summary>
internal sealed class CircumstanceColumn(Circumstance leaf, PatientColumns patients, DateOnly asOf) : StatementColumn
{
    private readonly Dictionary<string, byte> silent = new(StringComparer.Ordinal)
    {
        [""] = Ask(leaf, new Facts.PatientFacts { Id = "" }, asOf),
        ["female"] = Ask(leaf, new Facts.PatientFacts { Id = "", Sex = "female" }, asOf),
        ["male"] = Ask(leaf, new Facts.PatientFacts { Id = "", Sex = "male" }, asOf),
    };

    public override void Fill(TruthTable truths, int statement, int first, int count)
    {
        for (var i = 0; i < count; i++)
            Set(truths, statement, i, Speaks(first + i) ? Ask(leaf, patients.Only(first + i), asOf) : silent[patients.Sex[first + i] ?? ""]);
    }

    private bool Speaks(int patient)
    {
        var facts = patients.Circumstances[patient];
        for (var i = 0; i < facts.Count; i++)
        {
            var fact = facts[i];
            if (fact.Kind == leaf.Kind && string.Equals(fact.Concept, leaf.Concept, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static byte Ask(Circumstance leaf, Facts.PatientFacts patient, DateOnly asOf)
    {
        var finding = new EventEvaluator(patient, asOf).Evaluate(leaf);
        return Code(leaf.Exists ? finding : Kleene.Not(finding));
    }
}
