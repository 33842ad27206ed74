using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Equipoise.Web.Shared;

/// <summary>Watches who reads a long answer, and hangs up on a reader who takes nothing: such answers have few places, and whoever waits for one would wait in vain.
/// A slow reader is none of these, and may read for hours.</summary>
/// <remarks>The server itself asks for 240 bytes a second of all that it has handed on, which gives a reader who takes nothing minutes for what one write holds.
/// A write moves when it is over; on Linux also when the other side has acknowledged some of it, so that large writes do not cut off slow readers.</remarks>
internal sealed class ReaderWatch : IDisposable
{
    // What a program takes that reads at all: half a kilobyte a second.
    private const long LeastBytes = 4096;
    private const int LooksInPatience = 4;

    // getsockopt(2): IPPROTO_TCP, TCP_INFO, and where tcpi_bytes_acked stands in its answer (linux/tcp.h).
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int AcknowledgedAt = 120;

    private readonly Lock gate = new();
    private readonly HttpContext context;
    private readonly IHttpResponseBodyFeature body;
    private readonly Socket? socket;
    private readonly TimeSpan patience;
    private readonly ITimer timer;
    private long writingSince;
    private long movedAt;
    private long acknowledged;
    private bool isOver;

    private ReaderWatch(HttpContext context, IHttpResponseBodyFeature body, TimeSpan patience)
    {
        (this.context, this.body, this.patience) = (context, body, patience);
        socket = OperatingSystem.IsLinux() ? context.Features.Get<IConnectionSocketFeature>()?.Socket : null;
        context.Features.Set<IHttpResponseBodyFeature>(new WatchedBody(body, this));
        timer = TimeProvider.System.CreateTimer(_ => Look(), null, patience / LooksInPatience, patience / LooksInPatience);
    }

    /// <summary>Watches the reader of an answer until disposed of, which is before the request ends.</summary>
    /// <param name="context">The request that is answered.</param>
    /// <param name="patience">How long a reader may take nothing.</param>
    public static ReaderWatch Begin(HttpContext context, ReaderPatience patience) =>
        new(context, context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(), patience.Time);

    /// <summary>Notes that something is being written until it is disposed of.</summary>
    public Writing Write()
    {
        Volatile.Write(ref writingSince, TimeProvider.System.GetTimestamp());
        return new Writing(this);
    }

    private void Look()
    {
        lock (gate)
        {
            var since = Volatile.Read(ref writingSince);
            if (isOver || since == 0)
                return;
            if (Acknowledged() is var now && now - acknowledged >= LeastBytes)
                (acknowledged, movedAt) = (now, TimeProvider.System.GetTimestamp());
            if (TimeProvider.System.GetElapsedTime(Math.Max(since, movedAt)) < patience)
                return;
            isOver = true;
            context.Abort();
        }
    }

    private long Acknowledged()
    {
        Span<byte> info = stackalloc byte[AcknowledgedAt + sizeof(long)];
        try
        {
            return socket?.GetRawSocketOption(TcpLevel, TcpInfo, info) == info.Length ? BinaryPrimitives.ReadInt64LittleEndian(info[AcknowledgedAt..]) : 0;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Once the request is over, its context may be another's.
        lock (gate)
            isOver = true;
        timer.Dispose();
        context.Features.Set(body);
    }

    /// <summary>Something that is being written.</summary>
    internal readonly struct Writing(ReaderWatch watch) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => Volatile.Write(ref watch.writingSince, 0);
    }
}
