namespace Equipoise.Conduct.Access;

/// <summary>The key by which a program names a request, so that it can be repeated safely: the first step that the request takes is taken once, and a repetition
/// gets the same answer.</summary>
public sealed class RequestKey
{
    private const int Shortest = 8;
    private const int Longest = 200;
    private int used;

    /// <summary>Names a request.</summary>
    /// <param name="key">The key, 8 to 200 letters without blanks.</param>
    /// <param name="fingerprint">What the request asks: a key stands for one request alone.</param>
    /// <exception cref="StepRefusedException">The key will not do.</exception>
    public RequestKey(string key, string fingerprint)
    {
        Check(key);
        (Key, Fingerprint) = (key, fingerprint);
    }

    /// <summary>The key.</summary>
    public string Key { get; }

    /// <summary>What the request asks.</summary>
    public string Fingerprint { get; }

    /// <summary>Goes on where a key will do.</summary>
    /// <exception cref="StepRefusedException">It will not.</exception>
    public static void Check(string? key)
    {
        if (key is null || key.Length is < Shortest or > Longest || key.Any(letter => letter is < '!' or > '~'))
            throw StepRefusedException.Invalid("idempotency-key", $"Name the request by a key of {Shortest} to {Longest} letters without blanks, so that it can be repeated safely.");
    }

    /// <summary>Whether no step has asked before; a request is one step, and whatever it does after that is not repeated by it.</summary>
    internal bool TakeFirst() => Interlocked.Exchange(ref used, 1) == 0;
}
