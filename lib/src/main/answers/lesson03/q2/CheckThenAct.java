String value(ConcurrentMap<String, String> cache, String key, Loader loader) {
    if (!cache.containsKey(key)) {
        cache.put(key, loader.load(key));              // the others have found nothing either
    }
    return cache.get(key);
}
