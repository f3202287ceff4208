namespace Rampart.Bus;

/// <summary>The exit code that a host asks for when it stops by itself. A supervisor starts a process again that ends with another code than 0.</summary>
public sealed class ProcessExit
{
    volatile int _code;

    /// <summary>0 unless something went wrong that only a new process gets over.</summary>
    public int Code => _code;

    /// <summary>Asks for this code; the first one that is not 0 stays.</summary>
    public void Request(int code) => Interlocked.CompareExchange(ref _code, code, 0);
}
