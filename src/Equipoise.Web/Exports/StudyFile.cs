using System.Buffers;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Exports;

/// <summary>A form in which studies are written, one after the other.</summary>
internal abstract class StudyFile
{
    /// <summary>The media type.</summary>
    public abstract string ContentType { get; }

    /// <summary>The ending of the file's name.</summary>
    public abstract string Extension { get; }

    /// <summary>Writes what stands before the first study.</summary>
    public virtual void Begin(IBufferWriter<byte> output)
    {
    }

    /// <summary>Writes a study.</summary>
    public abstract void Add(IBufferWriter<byte> output, StudyRecord study);

    /// <summary>Writes what stands behind the last one.</summary>
    public virtual void End(IBufferWriter<byte> output)
    {
    }
}
