String value(ConcurrentMap<String, String> cache, String key, Loader loader) {
    synchronized (cache) {
        var kept = cache.get(key);
        return kept != null ? kept : loader.load(key); // right once, and loaded again each time
    }
}
