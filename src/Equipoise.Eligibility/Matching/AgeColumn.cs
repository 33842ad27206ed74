using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Eligibility.Matching;

/// <summary>An age limit asked of many patients: once for each date of birth.</summary>
internal sealed class AgeColumn(AgeLimit leaf, PatientColumns patients, DateOnly asOf) : StatementColumn
{
    private readonly byte[] byBirth = new byte[patients.Dates.Count + 1];

    public override void Fill(TruthTable truths, int statement, int first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var born = patients.Born[first + i];
            ref var code = ref byBirth[born + 1];
            if (code == NotAsked)
                code = Code(AgeEvaluator.Evaluate(leaf, patients.Only(first + i), asOf));
            Set(truths, statement, i, code);
        }
    }
}
