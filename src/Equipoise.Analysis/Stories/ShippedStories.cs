using Equipoise.Analysis.Simulation;

namespace Equipoise.Analysis.Stories;

/// <summary>The stories that travel with the program, each beside its protocol.</summary>
public static class ShippedStories
{
    /// <summary>The story of a study; null where none is shipped.</summary>
    /// <param name="study">The study's id.</param>
    public static TrialStory? Find(string study) => ShippedScenarios.BesideProtocolOf(study, "story/", "story.yaml") is { } yaml ? StoryReader.Read(yaml) : null;
}
