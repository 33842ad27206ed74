namespace Equipoise.Conduct.Forms;

/// <summary>Answers as they would be kept, and what is wrong with them.</summary>
/// <param name="Values">The answers in their kept form, without those that are empty or not asked for.</param>
/// <param name="Problems">What is wrong, in the order of the form.</param>
public sealed record CheckedAnswers(IReadOnlyDictionary<string, string> Values, IReadOnlyList<AnswerProblem> Problems)
{
    /// <summary>Whether they may be kept.</summary>
    public bool MayBeKept => !Problems.Any(problem => problem.IsRefusal);

    /// <summary>What is asked about answers that may be kept.</summary>
    public IReadOnlyList<AnswerProblem> Questions => [.. Problems.Where(problem => !problem.IsRefusal)];
}
