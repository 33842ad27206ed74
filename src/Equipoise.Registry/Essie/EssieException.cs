namespace Equipoise.Registry.Essie;

/// <summary>An expression that cannot be read or asked; the message says why and <see cref="Position"/> where.</summary>
public sealed class EssieException : Exception
{
    /// <summary>Makes one without a sentence; prefer the others.</summary>
    public EssieException()
    {
    }

    /// <summary>Makes one with its sentence.</summary>
    public EssieException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its sentence and the failure behind it.</summary>
    public EssieException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one with its sentence and its place.</summary>
    public EssieException(string message, int position)
        : base(message) => Position = position;

    /// <summary>The character at which it went wrong, counted from 0.</summary>
    public int Position { get; }
}
