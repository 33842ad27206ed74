using System.Collections;

namespace Equipoise.Registry.Tests;

/// <summary>A list that fails when it is read beyond a point, as a batch would whose machine fails.</summary>
internal sealed class ListThatBreaks<T>(IReadOnlyList<T> items, int after) : IReadOnlyList<T>
{
    public int Count => items.Count;

    public T this[int index] => index < after ? items[index] : throw new IOException("The list breaks here.");

    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
