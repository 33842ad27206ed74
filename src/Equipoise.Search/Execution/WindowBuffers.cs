namespace Equipoise.Search.Execution;

/// <summary>Numbers for the documents of a window, lent to the nodes of one segment and, once they are done, to those of the next. What is lent holds
/// whatever was there before.</summary>
internal sealed class WindowBuffers
{
    private readonly List<float[]> made = [];
    private int lent;

    /// <summary>Lends a number for each document of a window.</summary>
    public float[] Lend()
    {
        if (lent == made.Count)
            made.Add(new float[Window.Size]);
        return made[lent++];
    }

    /// <summary>Takes back all that was lent.</summary>
    public void TakeBack() => lent = 0;
}
