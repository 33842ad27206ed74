namespace Equipoise.Search.Execution;

/// <summary>No document.</summary>
internal sealed class NoneNode : Node
{
    public static NoneNode Instance { get; } = new();

    public override int Cost => 0;

    public override int Next(int document) => int.MaxValue;

    public override void Match(Window window, Span<ulong> bits) => bits.Clear();

    public override void Narrow(Window window, Span<ulong> bits) => bits.Clear();
}
