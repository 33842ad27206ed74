using System.Numerics;

namespace Equipoise.Search.Postings;

/// <summary>What one worker of a search works in: rooms for blocks and numbers for windows, lent by the program as long as the search lasts.</summary>
/// <remarks>Used by one thread at a time. A search that fails gives nothing back: what it was lent is garbage.</remarks>
internal sealed class SearchRoom
{
    // What a process keeps for later searches: some 10 MB of the largest rooms, and 4 MB of windows.
    private const int MostSpare = 256;
    private static readonly Spares<BlockRoom>[] SpareRooms = [.. Enumerable.Range(0, BitOperations.Log2(BlockRoom.MostSlots) + 1).Select(_ => new Spares<BlockRoom>(MostSpare))];
    private static readonly Spares<float[]> SpareWindows = new(MostSpare);
    private readonly List<BlockRoom> rooms = [];
    private readonly List<float[]> windows = [];
    private int lentWindows;

    /// <summary>Lends room for blocks, all of it empty.</summary>
    /// <param name="slots">For how many blocks: a power of two.</param>
    public BlockRoom LendBlocks(int slots)
    {
        if (SpareRooms[BitOperations.Log2((uint)slots)].Take() is { } room)
            room.Clear();
        else
            room = new BlockRoom(slots);
        rooms.Add(room);
        return room;
    }

    /// <summary>Lends numbers for the documents of a window, which hold whatever was there before.</summary>
    /// <param name="size">How many: the same each time.</param>
    public float[] LendWindow(int size)
    {
        if (lentWindows == windows.Count)
            windows.Add(SpareWindows.Take() ?? new float[size]);
        return windows[lentWindows++];
    }

    /// <summary>Takes back all that was lent, to be lent again: to the nodes of the next segment, or to other searches.</summary>
    public void TakeBack()
    {
        foreach (var room in rooms)
            SpareRooms[BitOperations.Log2((uint)room.Decoded.Length)].Keep(room);
        rooms.Clear();
        lentWindows = 0;
    }

    /// <summary>Gives all to later searches.</summary>
    public void End()
    {
        TakeBack();
        foreach (var window in windows)
            SpareWindows.Keep(window);
        windows.Clear();
    }

    // The last that was given back is lent first: it is the warmest.
    private sealed class Spares<T>(int most)
        where T : class
    {
        private readonly Lock access = new();
        private readonly Stack<T> kept = [];

        public T? Take()
        {
            lock (access)
                return kept.TryPop(out var one) ? one : null;
        }

        public void Keep(T one)
        {
            lock (access)
            {
                if (kept.Count < most)
                    kept.Push(one);
            }
        }
    }
}
