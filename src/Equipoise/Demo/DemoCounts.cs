namespace Equipoise.Demo;

/// <summary>What has happened in a demo so far.</summary>
internal sealed class DemoCounts
{
    private readonly Lock gate = new();

    public int Screened { get; private set; }

    public int Failed { get; private set; }

    public int Randomized { get; private set; }

    public int Deaths { get; private set; }

    /// <summary>Deaths in the arms whose deaths trigger looks.</summary>
    public int CountedDeaths { get; private set; }

    /// <summary>Participants who will have been randomized when all who are being screened without a fault are.</summary>
    public int Expected { get; private set; }

    public void Screen(bool isExpected)
    {
        lock (gate)
            (Screened, Expected) = (Screened + 1, Expected + (isExpected ? 1 : 0));
    }

    public void Fail(bool wasExpected)
    {
        lock (gate)
            (Failed, Expected) = (Failed + 1, Expected - (wasExpected ? 1 : 0));
    }

    public void Randomize()
    {
        lock (gate)
            Randomized++;
    }

    public void Die(bool isCounted)
    {
        lock (gate)
            (Deaths, CountedDeaths) = (Deaths + 1, CountedDeaths + (isCounted ? 1 : 0));
    }
}
