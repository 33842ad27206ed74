using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>Numbers for the documents of a window, lent to the nodes of one segment and, once they are done, to those of the next. What is lent holds
/// whatever was there before.</summary>
/// <param name="room">What the search works in.</param>
internal sealed class WindowBuffers(SearchRoom room)
{
    /// <summary>Lends a number for each document of a window.</summary>
    public float[] Lend() => room.LendWindow(Window.Size);

    /// <summary>Takes back all that was lent, and the rooms in which lists are decoded.</summary>
    public void TakeBack() => room.TakeBack();
}
