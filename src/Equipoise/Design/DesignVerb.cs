using System.CommandLine;

namespace Equipoise.Design;

/// <summary><c>equipoise design</c>: what a trial of survival needs and would give.</summary>
internal static class DesignVerb
{
    public static Command Build(TextWriter output) => new("design", "Design a trial of survival: events, size, power, limits of looks, calendar")
    {
        EventsVerb.Build(output),
        PowerVerb.Build(output),
        SizeVerb.Build(output),
        BoundariesVerb.Build(output),
        InterimVerb.Build(output),
        MultiplicityVerb.Build(output),
        DurationVerb.Build(output),
        PredictVerb.Build(output),
        StudyVerb.Build(output),
    };
}
