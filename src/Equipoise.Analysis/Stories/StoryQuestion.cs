namespace Equipoise.Analysis.Stories;

/// <summary>What a monitor asks about, and how it ends.</summary>
/// <param name="Form">The form.</param>
/// <param name="Field">The field.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">What the site answers.</param>
/// <param name="Add">By how much the number is corrected; 0 where it stands.</param>
public sealed record StoryQuestion(string Form, string Field, string Question, string Answer, decimal Add);
