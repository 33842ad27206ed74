using Equipoise.Search.Columns;

namespace Equipoise.Search.Execution;

/// <summary>The documents that have a value in a column.</summary>
internal sealed class PresenceNode(Rows rows) : Node
{
    public override int Cost => rows.RowCount;

    public override void Match(Window window, Span<ulong> bits) => rows.Fill(window.Start, window.Count, bits);
}
