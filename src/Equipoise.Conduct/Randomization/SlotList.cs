using System.Globalization;

namespace Equipoise.Conduct.Randomization;

/// <summary>The slots of one stratum by permuted blocks, made block by block as far as they are asked for. It lives in memory alone.</summary>
/// <remarks>For each block its size is drawn from those allowed, each arm is put in by its part, and the block is shuffled (Fisher and
/// Yates). Safe for use by many threads.</remarks>
internal sealed class SlotList(byte[] seed, SchemeDefinition definition, string study, long scheme, string stratum)
{
    private readonly KeyedStream stream = new(seed, string.Create(CultureInfo.InvariantCulture, $"equipoise blocks 1\n{study}\n{scheme}\n{stratum}"));
    private readonly List<PlannedSlot> slots = [];
    private readonly Lock gate = new();
    private int blocks;

    /// <summary>The arm of a slot.</summary>
    /// <param name="position">Its place, from 1.</param>
    public string ArmAt(long position) => At(position).Arm;

    /// <summary>A slot.</summary>
    /// <param name="position">Its place, from 1.</param>
    public PlannedSlot At(long position)
    {
        lock (gate)
        {
            while (slots.Count < position)
                AddBlock();
            return slots[(int)position - 1];
        }
    }

    private void AddBlock()
    {
        var size = definition.BlockSizes[stream.Below(definition.BlockSizes.Count)];
        var times = size / definition.Ratio.Sum();
        var block = definition.Ratio.SelectMany((part, arm) => Enumerable.Repeat(arm, part * times)).ToArray();
        for (var i = block.Length - 1; i > 0; i--)
        {
            var j = stream.Below(i + 1);
            (block[i], block[j]) = (block[j], block[i]);
        }

        blocks++;
        foreach (var arm in block)
            slots.Add(new PlannedSlot(stratum, slots.Count + 1, blocks, size, definition.Arms[arm]));
    }
}
