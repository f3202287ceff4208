namespace Rampart.Stages;

/// <summary>Lets only one of several equal items of this process go on at a time.</summary>
sealed class WorkClaims
{
    readonly Lock _gate = new();
    readonly Dictionary<string, (SemaphoreSlim Turn, int Users)> _claims = [];

    public async Task<IDisposable> TakeAsync(string executionKey, CancellationToken cancellation)
    {
        SemaphoreSlim turn = Enter(executionKey);
        try
        {
            await turn.WaitAsync(cancellation);
        }
        catch
        {
            Leave(executionKey);
            throw;
        }
        return new Claim(this, executionKey, turn);
    }

    SemaphoreSlim Enter(string key)
    {
        lock (_gate)
        {
            (SemaphoreSlim turn, int users) = _claims.TryGetValue(key, out var claim) ? claim : (new SemaphoreSlim(1), 0);
            _claims[key] = (turn, users + 1);
            return turn;
        }
    }

    void Leave(string key)
    {
        lock (_gate)
        {
            (SemaphoreSlim turn, int users) = _claims[key];
            if (users > 1)
            {
                _claims[key] = (turn, users - 1);
            }
            else
            {
                _claims.Remove(key);
            }
        }
    }

    sealed class Claim(WorkClaims claims, string key, SemaphoreSlim turn) : IDisposable
    {
        public void Dispose()
        {
            turn.Release();
            claims.Leave(key);
        }
    }
}
