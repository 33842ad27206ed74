using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Equipoise.Web.Shared;

/// <summary>The body of an answer whose writes are told to a <see cref="ReaderWatch"/>.</summary>
internal sealed class WatchedBody : IHttpResponseBodyFeature
{
    private readonly IHttpResponseBodyFeature body;

    public WatchedBody(IHttpResponseBodyFeature body, ReaderWatch watch)
    {
        this.body = body;
        Writer = new WatchedWriter(body, watch);
        Stream = Writer.AsStream(leaveOpen: true);
    }

    /// <inheritdoc/>
    public Stream Stream { get; }

    /// <inheritdoc/>
    public PipeWriter Writer { get; }

    /// <inheritdoc/>
    public void DisableBuffering() => body.DisableBuffering();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken = default) => body.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => body.SendFileAsync(path, offset, count, cancellationToken);

    /// <inheritdoc/>
    public Task CompleteAsync() => body.CompleteAsync();

    private sealed class WatchedWriter(IHttpResponseBodyFeature body, ReaderWatch watch) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => body.Writer.CanGetUnflushedBytes;

        public override long UnflushedBytes => body.Writer.UnflushedBytes;

        public override void Advance(int bytes) => body.Writer.Advance(bytes);

        public override Memory<byte> GetMemory(int sizeHint = 0) => body.Writer.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => body.Writer.GetSpan(sizeHint);

        public override void CancelPendingFlush() => body.Writer.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => body.Writer.Complete(exception);

        public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            using (watch.Write())
                return await body.Writer.FlushAsync(cancellationToken);
        }

        public override async ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        {
            using (watch.Write())
                return await body.Writer.WriteAsync(source, cancellationToken);
        }
    }
}
