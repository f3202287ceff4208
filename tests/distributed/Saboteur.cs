namespace Rampart.Distributed.Tests;

/// <summary>Kills processes of a cluster, chosen by a seed.</summary>
sealed class Saboteur(Cluster cluster, int seed)
{
    readonly Random _random = new(seed);

    /// <summary>What was killed, in order.</summary>
    public List<string> Deeds { get; } = [];

    /// <summary>At which lengths of the run's log to strike, between 1 and <paramref name="entries"/>, ascending.</summary>
    public IReadOnlyList<int> Moments(int strikes, int entries) => [.. Enumerable.Range(0, strikes).Select(_ => _random.Next(1, entries)).Order()];

    /// <summary>Kills one thing. The servers come back after a moment; the services are started again by their supervision.</summary>
    public async Task StrikeAsync()
    {
        // All of Rampart hangs on the two servers, so half of the strikes meet them.
        switch (_random.Next(4))
        {
            case 0:
                Deeds.Add("broker");
                await cluster.Broker.KillAsync();
                await cluster.Broker.RestartAsync();
                break;
            case 1:
                Deeds.Add("blob server");
                await cluster.Blobs.KillAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(50, 1500)));
                await cluster.Blobs.RestartAsync();
                break;
            default:
                ServiceProcess service = cluster.Services[_random.Next(cluster.Services.Count)];
                Deeds.Add(service.Service);
                service.Kill();
                break;
        }
    }
}
