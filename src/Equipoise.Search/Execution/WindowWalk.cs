using System.Collections;

namespace Equipoise.Search.Execution;

/// <summary>The windows in which something may match, all of them or the share of one of several workers.</summary>
/// <param name="node">What matches.</param>
/// <param name="documentCount">How many documents there are.</param>
/// <param name="cancellation">Stops the walk.</param>
/// <param name="worker">The number of the worker.</param>
/// <param name="workers">How many there are.</param>
/// <param name="from">The document to begin with.</param>
internal sealed class WindowWalk(Node node, int documentCount, CancellationToken cancellation, int worker = 0, int workers = 1, int from = 0) : IEnumerable<Window>
{
    // Workers take turns at runs of neighboring windows: few blocks of a list reach over two of them, and what lies close together in the index is shared out.
    private const int Run = 4 * Window.Size;

    public IEnumerator<Window> GetEnumerator()
    {
        for (var document = node.Next(from); document < documentCount;)
        {
            if (document / Run % workers is var turn && turn != worker)
            {
                var own = (document / Run + (long)((worker - turn + workers) % workers)) * Run;
                if (own >= documentCount)
                    yield break;
                document = node.Next((int)own);
                continue;
            }

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
