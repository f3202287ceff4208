using System.Net;
using System.Net.Sockets;

namespace Rampart.Testing;

/// <summary>Ports of 127.0.0.1 that nobody listens on.</summary>
public static class FreePorts
{
    // Below the ports that the kernel gives to outgoing connections.
    const int First = 20_000, Range = 12_000, Stride = 97;
    static int _searches = Environment.ProcessId * Stride;

    /// <summary>The first of <paramref name="count"/> free ports in a row. Somebody may take them before the caller does.</summary>
    public static int Find(int count)
    {
        while (true)
        {
            int port = First + (int)((uint)Interlocked.Add(ref _searches, Stride) % Range);
            if (Enumerable.Range(port, count).All(IsFree))
            {
                return port;
            }
        }
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
