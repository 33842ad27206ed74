using System.IO.Compression;

namespace Equipoise.Conduct.Exchange.Exports;

/// <summary>A ZIP archive that is written while it is made, file after file, to a stream that nobody may wait for.</summary>
public sealed class ExportArchive : IAsyncDisposable
{
    private readonly HeldStream output;
    private readonly DateTimeOffset at;
    private readonly ZipArchive zip;

    private ExportArchive(HeldStream output, DateTimeOffset at, ZipArchive zip) => (this.output, this.at, this.zip) = (output, at, zip);

    /// <summary>Begins an archive.</summary>
    /// <param name="output">Where it goes; stays open.</param>
    /// <param name="at">The time its files bear.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ExportArchive> BeginAsync(Stream output, DateTimeOffset at, CancellationToken cancellation)
    {
        var held = new HeldStream(output);
        return new ExportArchive(held, at, await ZipArchive.CreateAsync(held, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation));
    }

    /// <summary>Adds a file.</summary>
    public async Task AddAsync(string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = at;
        await using var content = await entry.OpenAsync(cancellation);
        await write(content);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await zip.DisposeAsync();
        await output.FlushAsync();
        await output.DisposeAsync();
    }

    /// <summary>Keeps the few bytes that the archive writes while somebody waits (the sizes after each file) until the next write that nobody waits
    /// for.</summary>
    private sealed class HeldStream(Stream inner) : Stream
    {
        private readonly MemoryStream held = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => held.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => held.Write(buffer);

        public override void Flush()
        {
            // What is held goes out with the next write.
        }

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            await LetGoAsync(cancellationToken);
            await inner.FlushAsync(cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await LetGoAsync(cancellationToken);
            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                held.Dispose();
            base.Dispose(disposing);
        }

        private async ValueTask LetGoAsync(CancellationToken cancellation)
        {
            if (held.Length == 0)
                return;
            await inner.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellation);
            held.SetLength(0);
        }
    }
}
