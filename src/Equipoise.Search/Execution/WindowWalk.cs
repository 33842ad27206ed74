using System.Collections;

namespace Equipoise.Search.Execution;

/// <summary>The windows in which something may match.</summary>
/// <param name="node">What matches.</param>
/// <param name="documentCount">How many documents there are.</param>
/// <param name="cancellation">Stops the walk.</param>
internal sealed class WindowWalk(Node node, int documentCount, CancellationToken cancellation) : IEnumerable<Window>
{
    public IEnumerator<Window> GetEnumerator()
    {
        for (var document = node.Next(0); document < documentCount;)
        {
            cancellation.ThrowIfCancellationRequested();
            var window = Window.Of(document, documentCount);
            yield return window;
            if (window.End >= documentCount)
                yield break;
            document = node.Next(window.End);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
